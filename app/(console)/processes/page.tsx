import type { Metadata } from "next";
import { ProcessesPage } from "@/components/process/processes-page";

export const metadata: Metadata = { title: "Processes" };

export default function Page() {
  return <ProcessesPage />;
}
