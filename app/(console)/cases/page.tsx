import type { Metadata } from "next";
import { CasesPage } from "@/components/case-list/cases-page";

export const metadata: Metadata = { title: "Cases" };

export default function Page() {
  return <CasesPage />;
}
