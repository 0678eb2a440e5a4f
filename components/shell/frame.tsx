"use client";

import { Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type ReactNode, useEffect } from "react";
import { TourCard } from "../tour/tour-card";
import { useDensity } from "../ui/preferences";
import { Banners } from "./banners";
import { isProductionName } from "./environment-badge";
import styles from "./frame.module.css";
import { HelpSheet } from "./help-sheet";
import { useConsoleNews } from "./live-pause";
import { Nav } from "./nav";
import { Palette } from "./palette";
import { SessionGate, useSession } from "./session";
import { TopBar } from "./top-bar";
import { useShellKeys } from "./use-shell-keys";

/** What surrounds every page of whoever is signed in. */
export function Frame({ children }: { children: ReactNode }) {
  return (
    <SessionGate>
      <SignedInFrame>{children}</SignedInFrame>
    </SessionGate>
  );
}

function SignedInFrame({ children }: { children: ReactNode }) {
  const { environment } = useSession();
  const live = useConsoleNews();
  const [isMenuOpen, menu] = useDisclosure(false);
  const [isHelpOpen, help] = useDisclosure(false);
  useShellKeys(help.open);
  useDensityMark();
  return (
    <div className={styles["frame"]} data-production={isProductionName(environment)}>
      <a href="#main" className={styles["skip"]}>
        Skip to the content
      </a>
      <TopBar state={live.state} onMenu={menu.open} onHelp={help.open} />
      <Banners live={live} />
      <div className={styles["below"]}>
        <div className={styles["side"]}>
          <Nav />
        </div>
        <main id="main" tabIndex={-1} className={styles["main"]}>
          {children}
        </main>
      </div>
      <Drawer
        opened={isMenuOpen}
        onClose={menu.close}
        title="Menu"
        size={240}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <Nav onFollow={menu.close} />
      </Drawer>
      <HelpSheet opened={isHelpOpen} onClose={help.close} />
      <Palette />
      <TourCard />
    </div>
  );
}

/** Row height is a token of the document, so that style sheets need not ask React. */
function useDensityMark(): void {
  const [density] = useDensity();
  useEffect(() => {
    document.documentElement.dataset["density"] = density;
  }, [density]);
}
