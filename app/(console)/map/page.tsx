import type { Metadata } from "next";
import { EventMapPage } from "@/components/event-map/event-map-page";

export const metadata: Metadata = { title: "Event map" };

export default function Page() {
  return <EventMapPage />;
}
