import type { Metadata } from "next";
import { OperationPage } from "@/components/operation/operation-page";
import { decodedSegment } from "../../../decoded-segment";

export const metadata: Metadata = { title: "Operation" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <OperationPage operationId={decodedSegment((await params).id)} />;
}
