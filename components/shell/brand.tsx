import { AppLink } from "../ui/navigation";
import styles from "./brand.module.css";

export function Brand() {
  return (
    <AppLink href="/" className={styles["brand"]} aria-label="Throughline, overview">
      <svg viewBox="0 0 32 32" width={22} height={22} aria-hidden="true" focusable="false">
        <rect width="32" height="32" rx="7" className={styles["ground"]} />
        <path d="M5 21h5.5c3.2 0 3.6-10 6.8-10H27" className={styles["line"]} />
        <circle cx="8" cy="21" r="2.9" fill="#fff" />
        <circle cx="16" cy="16" r="2.9" className={styles["stop"]} />
        <circle cx="24" cy="11" r="2.9" fill="#fff" />
      </svg>
      <span className={styles["name"]}>Throughline</span>
    </AppLink>
  );
}
