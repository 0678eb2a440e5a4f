import type { Metadata } from "next";
import { StreamsPage } from "@/components/stream/streams-page";

export const metadata: Metadata = { title: "Streams" };

export default function Page() {
  return <StreamsPage />;
}
