import type { Metadata } from "next";
import { DiscoveryPage } from "@/components/discovery/discovery-page";
import { decodedSegment } from "../../../../decoded-segment";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Discover a model of ${decodedSegment((await params).id)}` };
}

export default async function Page({ params }: Props) {
  return <DiscoveryPage processId={decodedSegment((await params).id)} />;
}
