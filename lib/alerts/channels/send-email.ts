import { createTransport } from "nodemailer";
import type { EmailChannelSettings } from "@/lib/platform/alert-configuration";
import { headlineOf, linkOf, type Sending, type Sent } from "./notice";

const WITHIN_MS = 10_000;

type Variables = Readonly<Record<string, string | undefined>>;

/** Plain text over SMTP. A server that says never (5xx) is not asked again. */
export async function sendEmail(sending: Sending, channel: EmailChannelSettings, variables: Variables): Promise<Sent> {
  const password = channel.passwordEnv === null ? "" : variables[channel.passwordEnv];
  if (password === undefined) {
    return { outcome: "refused", detail: `the environment variable ${channel.passwordEnv} is not set` };
  }
  const { host, port, security, username } = channel;
  const transport = createTransport({
    host,
    port,
    secure: security === "tls",
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    connectionTimeout: WITHIN_MS,
    greetingTimeout: WITHIN_MS,
    socketTimeout: WITHIN_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(username === null ? {} : { auth: { user: username, pass: password } }),
  });
  const { notice } = sending;
  try {
    await transport.sendMail({
      from: channel.from,
      to: [...channel.to],
      subject: headlineOf(sending),
      text: `${notice.detail}\nAt ${notice.at.toISOString()}\n\n${linkOf(sending)}\n`,
      // The same notice sent again has the same id, so that a mail program shows it once.
      messageId: `<${notice.alertNoticeId}@throughline>`,
      headers: { "Auto-Submitted": "auto-generated" },
    });
    return { outcome: "delivered", detail: `taken by ${host}:${port}` };
  } catch (error) {
    return toSent(error);
  } finally {
    transport.close();
  }
}

function toSent(error: unknown): Sent {
  const { code, responseCode } = error as { readonly code?: unknown; readonly responseCode?: unknown };
  const answer = typeof responseCode === "number" ? ` ${responseCode}` : "";
  const detail = `SMTP: ${typeof code === "string" ? code : "failed"}${answer}`;
  return { outcome: typeof responseCode === "number" && responseCode >= 500 ? "refused" : "again", detail };
}
