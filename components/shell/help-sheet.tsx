"use client";

import { Kbd, Modal } from "@mantine/core";
import styles from "./help-sheet.module.css";
import { PAGES } from "./pages";

const GROUPS: readonly { name: string; keys: readonly [keys: string, does: string][] }[] = [
  {
    name: "Anywhere",
    keys: [
      ["/", "Search on this page"],
      ["Ctrl K", "Command palette; ⌘ K on a Mac"],
      ["?", "This sheet"],
      ["Esc", "Close what is open"],
    ],
  },
  {
    name: "In lists",
    keys: [
      ["j", "Next row"],
      ["k", "Previous row"],
      ["Enter", "Open the row"],
      ["x", "Select the row"],
      ["r", "Retry the row, or the selection"],
    ],
  },
  { name: "Go to", keys: PAGES.map(({ key, name }) => [`g ${key}`, name] as const) },
];

export function HelpSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard" size="lg" closeButtonProps={{ "aria-label": "Close" }}>
      <div className={styles["groups"]}>
        {GROUPS.map(({ name, keys }) => (
          <section key={name}>
            <h3>{name}</h3>
            <dl className={styles["keys"]}>
              {keys.map(([combination, does]) => (
                <div key={combination} className={styles["key"]}>
                  <dt>
                    {combination.split(" ").map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="muted">Single keys can be switched off in the account menu.</p>
    </Modal>
  );
}
