import type { HttpChannelSettings } from "@/lib/platform/alert-configuration";
import { headlineOf, linkOf, noticeBody, type Sending, type Sent, signatureOf } from "./notice";
import { type Post, postJson } from "./post-json";

type Edge = {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly now: number;
} & Pick<Post, "mayCall" | "signal">;

/** A signed call, or the JSON that Slack and what is like it take. */
export function sendWebhook(sending: Sending, channel: HttpChannelSettings, edge: Edge): Promise<Sent> | Sent {
  const written = channel.kind === "webhook" ? channel.url : null;
  const url = written ?? edge.variables[channel.urlEnv ?? ""] ?? "";
  if (url === "") return unset(channel.urlEnv ?? "");
  if (!isWebUrl(url)) return { outcome: "refused", detail: `${channel.urlEnv} holds no http:// or https:// URL` };
  return channel.kind === "slack" ? sendSlack(sending, url, edge) : sendSigned(sending, { url, channel }, edge);
}

function sendSlack(sending: Sending, url: string, { mayCall, signal }: Edge): Promise<Sent> {
  return postJson({ url, body: JSON.stringify(slackBody(sending)), headers: {}, mayCall, signal });
}

type Signed = { readonly url: string; readonly channel: Extract<HttpChannelSettings, { kind: "webhook" }> };

function sendSigned(sending: Sending, { url, channel }: Signed, edge: Edge): Promise<Sent> | Sent {
  const body = JSON.stringify(noticeBody(sending));
  const headers: Record<string, string> = { "throughline-notice-id": sending.notice.alertNoticeId };
  if (channel.secretEnv !== null) {
    const secret = edge.variables[channel.secretEnv] ?? "";
    if (secret === "") return unset(channel.secretEnv);
    headers["throughline-signature"] = signatureOf(secret, body, edge.now);
  }
  const { mayCall, signal } = edge;
  return postJson({ url, body, headers, mayCall, signal });
}

const unset = (name: string): Sent => ({ outcome: "refused", detail: `the environment variable ${name} is not set` });

function isWebUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function slackBody(sending: Sending) {
  const { notice } = sending;
  const text = `*${escaped(headlineOf(sending))}*\n${escaped(notice.detail)}\n<${linkOf(sending)}|Open in Throughline>`;
  return { text };
}

/** Else a name in a payload could mention everybody or hide a link. */
const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
