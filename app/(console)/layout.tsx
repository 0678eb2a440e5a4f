import type { ReactNode } from "react";
import { RetryProvider } from "@/components/incident/retry-provider";
import { Frame } from "@/components/shell/frame";

export default function ConsoleLayout({ children }: { children: ReactNode }) {
  return (
    <Frame>
      <RetryProvider>{children}</RetryProvider>
    </Frame>
  );
}
