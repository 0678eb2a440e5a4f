import type { Metadata } from "next";
import { ModelsPage } from "@/components/model/models-page";

export const metadata: Metadata = { title: "Process models" };

export default function Page() {
  return <ModelsPage />;
}
