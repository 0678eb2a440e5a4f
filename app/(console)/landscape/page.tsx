import type { Metadata } from "next";
import { LandscapePage } from "@/components/landscape/landscape-page";

export const metadata: Metadata = { title: "Landscape" };

export default function Page() {
  return <LandscapePage />;
}
