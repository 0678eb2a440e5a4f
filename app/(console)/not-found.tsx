import { EmptyState } from "@/components/ui/empty-state";
import { AppLink } from "@/components/ui/navigation";
import { PageHeader } from "@/components/ui/page-header";

export default function NotFound() {
  return (
    <>
      <PageHeader title="Not found" />
      <EmptyState title="There is no page at this address">
        <AppLink href="/">Go to the overview</AppLink>, or search for a case by any of its keys on{" "}
        <AppLink href="/cases">Cases</AppLink>.
      </EmptyState>
    </>
  );
}
