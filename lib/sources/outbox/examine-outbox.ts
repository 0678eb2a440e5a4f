import type { OutboxSourceConfiguration } from "@/lib/platform/configuration-schema";
import { OutboxTable } from "./outbox-table";

/** Connects once, reads one row, and leaves. Throws what the database says. */
export async function examineOutbox(source: OutboxSourceConfiguration): Promise<void> {
  const table = await OutboxTable.connect(source, () => undefined);
  try {
    await table.readTransactions();
    await table.readAfter(null, 1);
  } finally {
    await table.close();
  }
}
