import { createHmac } from "node:crypto";
import type { AlertChannel } from "@/lib/platform/alert-configuration";
import type { ClaimedNotice } from "@/lib/store/alert/notices";

/** What came of sending: what may be better later is tried again, what will never be is not. */
export type Sent = { readonly outcome: "delivered" | "again" | "refused"; readonly detail: string };

export type Sending = {
  readonly notice: ClaimedNotice;
  readonly channel: AlertChannel;
  /** How browsers reach the console. */
  readonly publicUrl: string;
  readonly environment: string;
};

const HEADLINES = {
  fired: "Firing",
  "still-firing": "Still firing",
  cleared: "Cleared",
  test: "Test",
} as const;

/** One line, whatever is in the rule's name. */
export function headlineOf({ notice, environment }: Sending): string {
  return `[${oneLine(environment)}] ${HEADLINES[notice.kind]}: ${oneLine(notice.ruleName)}`;
}

export const linkOf = ({ notice, publicUrl }: Sending): string => new URL(notice.path, publicUrl).href;

/** What a webhook gets as JSON. Ids and times make it the same notice when it comes twice. */
export function noticeBody(sending: Sending) {
  const { notice, environment } = sending;
  return {
    id: notice.alertNoticeId,
    kind: notice.kind,
    rule: { id: notice.alertRuleId, name: notice.ruleName },
    environment,
    at: notice.at.toISOString(),
    value: notice.value,
    threshold: notice.threshold,
    text: notice.detail,
    url: linkOf(sending),
  };
}

/** `t=<seconds>,v1=<hex>` over `<seconds>.<body>`: a receiver refuses what is old or was changed. */
export function signatureOf(secret: string, body: string, atMs: number): string {
  const seconds = Math.floor(atMs / 1000);
  return `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
export const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, " ").trim();
