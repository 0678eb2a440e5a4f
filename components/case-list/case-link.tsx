import { CutMiddle } from "../ui/cut-middle";
import { AppLink } from "../ui/navigation";
import styles from "./case-columns.module.css";
import { caseHref } from "./case-href";

/** The way to a case by its leading key; read aloud whole, however much of it there is room for. */
export function CaseLink({ caseId, label }: { caseId: string; label: string }) {
  return (
    <AppLink href={caseHref(caseId)} className={styles["label"]} aria-label={label}>
      <CutMiddle text={label} />
    </AppLink>
  );
}
