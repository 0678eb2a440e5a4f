import type { Metadata } from "next";
import { notFound } from "next/navigation";

export const metadata: Metadata = { title: "Not found" };

/** Every address that is nothing else, so that the answer stands in the console's own frame. */
export default function Page(): never {
  notFound();
}
