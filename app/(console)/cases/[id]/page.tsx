import type { Metadata } from "next";
import { CasePage } from "@/components/case/case-page";
import { decodedSegment } from "../../../decoded-segment";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Case ${decodedSegment((await params).id)}` };
}

export default async function Page({ params }: Props) {
  return <CasePage caseId={decodedSegment((await params).id)} />;
}
