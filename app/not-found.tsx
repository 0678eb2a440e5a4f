import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { AppLink } from "@/components/ui/navigation";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main>
      <h1 className="aside">Not found</h1>
      <EmptyState title="There is no page at this address">
        <AppLink href="/">Go to the overview</AppLink>, or search for a case by any of its keys on{" "}
        <AppLink href="/cases">Cases</AppLink>.
      </EmptyState>
    </main>
  );
}
