import type { Metadata } from "next";
import { ModelPage } from "@/components/model/model-page";
import { decodedSegment } from "../../../../decoded-segment";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Bindings of ${decodedSegment((await params).id)}` };
}

export default async function Page({ params }: Props) {
  return <ModelPage modelId={decodedSegment((await params).id)} />;
}
