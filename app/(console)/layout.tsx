import type { ReactNode } from "react";
import { OperationProvider } from "@/components/operation-form/operation-provider";
import { Frame } from "@/components/shell/frame";

export default function ConsoleLayout({ children }: { children: ReactNode }) {
  return (
    <Frame>
      <OperationProvider>{children}</OperationProvider>
    </Frame>
  );
}
