import type { Metadata } from "next";
import { CorrelationPage } from "@/components/correlation/correlation-page";

export const metadata: Metadata = { title: "Correlation rules" };

export default function Page() {
  return <CorrelationPage />;
}
