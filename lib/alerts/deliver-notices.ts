import type { AlertSettings } from "@/lib/platform/alert-configuration";
import { type Configuration, publicUrlOf } from "@/lib/platform/configuration-schema";
import { type ClaimedNotice, claimNotices, type NoticeOutcome, settleNotice } from "@/lib/store/alert/notices";
import { announce } from "@/lib/store/announce";
import type { Sql } from "@/lib/store/database";
import type { Sent } from "./channels/notice";
import { sendEmail } from "./channels/send-email";
import { sendWebhook } from "./channels/send-webhook";
import { createAddressPolicy } from "./private-address";

export type Delivery = {
  readonly settings: AlertSettings;
  /** How browsers reach the console. */
  readonly publicUrl: string;
  readonly environment: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The first pause before it is tried again; each further one is twice as long. */
  readonly retryMs?: number;
};

/** What the configuration says of it; secrets are looked up in the environment when they are needed. */
export function deliveryOf(configuration: Configuration, variables: Delivery["variables"]): Delivery {
  const { alerts: settings, environment } = configuration;
  return { settings, publicUrl: publicUrlOf(configuration), environment, variables };
}

const AT_ONCE = 10;
/** Longer than any channel waits for an answer. */
const LEASE_MS = 120_000;
const ATTEMPTS_MAX = 10;
const RETRY_MS = 5_000;
const PAUSE_MAX_MS = 600_000;

/** Sends what is due; says how many there were. A notice that dies with its sender is sent again under the same id. */
export async function deliverNotices(sql: Sql, delivery: Delivery, clock: () => number): Promise<number> {
  const claimed = await claimNotices(sql, { at: new Date(clock()), leaseMs: LEASE_MS, limit: AT_ONCE });
  const outcomes = await Promise.all(
    claimed.map(async (notice) => toOutcome(notice, await send(notice, delivery, clock()), { delivery, now: clock() })),
  );
  for (const outcome of outcomes) await settleNotice(sql, outcome);
  if (outcomes.length > 0) await announce(sql, ["alerts"]);
  return outcomes.length;
}

async function send(notice: ClaimedNotice, delivery: Delivery, now: number): Promise<Sent> {
  const { settings, publicUrl, environment, variables } = delivery;
  const channel = settings.channels.find(({ name }) => name === notice.channel);
  if (channel === undefined) return { outcome: "refused", detail: "there is no such channel in the configuration" };
  const sending = { notice, channel, publicUrl, environment };
  if (channel.kind === "email") return sendEmail(sending, channel, variables);
  const mayCall = createAddressPolicy(settings.allowAddresses);
  return sendWebhook(sending, channel, { variables, now, mayCall });
}

type When = { readonly delivery: Delivery; readonly now: number };

function toOutcome(notice: ClaimedNotice, sent: Sent, { delivery, now }: When): NoticeOutcome {
  const { alertNoticeId, attempts } = notice;
  const isOver = sent.outcome === "again" && attempts >= ATTEMPTS_MAX;
  const state =
    sent.outcome === "delivered" ? "delivered" : sent.outcome === "refused" || isOver ? "failed" : "waiting";
  const pauseMs = Math.min(PAUSE_MAX_MS, (delivery.retryMs ?? RETRY_MS) * 2 ** (attempts - 1));
  // A tenth more or less, so that what failed together does not come back together.
  const spread = 0.9 + 0.2 * (Number.parseInt(alertNoticeId.slice(0, 2), 16) / 255);
  const detail = isOver ? `${sent.detail}; given up after ${attempts} attempts` : sent.detail;
  return { alertNoticeId, attempts, state, at: new Date(now), nextAt: new Date(now + pauseMs * spread), detail };
}
