import type { Metadata } from "next";
import { ConformancePage } from "@/components/conformance/conformance-page";
import { decodedSegment } from "../../../../decoded-segment";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Conformance of ${decodedSegment((await params).id)}` };
}

export default async function Page({ params }: Props) {
  return <ConformancePage processId={decodedSegment((await params).id)} />;
}
