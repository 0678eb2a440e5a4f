import { isIP } from "node:net";
import { z } from "zod";
import { AlertRule } from "@/lib/domain/alert-rule";

const ChannelName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9 _-]{0,63}$/, "use letters, digits, spaces, - and _, beginning with a letter, at most 64");
/** Secrets are named, not written: what the variable holds is read when a notice is sent, and is nowhere shown. */
const VariableName = z.string().regex(/^[A-Z_][A-Z0-9_]{0,127}$/, "name an environment variable, in capitals");
const WebUrl = z.url({ protocol: /^https?$/, error: "must be a URL that begins with http:// or https://" });

const WebhookChannel = z
  .strictObject({
    kind: z.literal("webhook"),
    name: ChannelName,
    url: WebUrl.nullable().default(null),
    /** Instead of `url`, when the URL itself is the secret. */
    urlEnv: VariableName.nullable().default(null),
    secretEnv: VariableName.nullable().default(null),
  })
  .refine(({ url, urlEnv }) => (url === null) !== (urlEnv === null), "needs url or urlEnv, and not both");

const SlackChannel = z.strictObject({ kind: z.literal("slack"), name: ChannelName, urlEnv: VariableName });

const EmailChannel = z.strictObject({
  kind: z.literal("email"),
  name: ChannelName,
  host: z.string().min(1).max(255),
  port: z.coerce.number().int().min(1).max(65_535).default(587),
  /** tls: from the beginning; starttls: required; none: for a relay on this machine. */
  security: z.enum(["tls", "starttls", "none"]).default("starttls"),
  username: z.string().min(1).nullable().default(null),
  passwordEnv: VariableName.nullable().default(null),
  from: z.email(),
  to: z.array(z.email()).min(1).max(20),
});

const AddressRange = z.string().refine(isAddressRange, "use an IP address or a range such as 10.1.0.0/16");

export const AlertSettings = z
  .strictObject({
    channels: z
      .array(z.discriminatedUnion("kind", [WebhookChannel, SlackChannel, EmailChannel]))
      .max(50)
      .default([]),
    rules: z.array(AlertRule).max(100).default([]),
    /** Private addresses that webhooks may call all the same. */
    allowAddresses: z.array(AddressRange).max(50).default([]),
  })
  .superRefine(({ channels, rules }, context) => {
    const names = channels.map(({ name }) => name);
    const refuse = (path: (string | number)[], message: string) => context.addIssue({ code: "custom", path, message });
    for (const [index, name] of names.entries()) {
      if (names.indexOf(name) !== index) refuse(["channels", index, "name"], `"${name}" is used twice`);
    }
    for (const [index, rule] of rules.entries()) {
      if (rules.findIndex(({ name }) => name === rule.name) !== index) {
        refuse(["rules", index, "name"], `"${rule.name}" is used twice`);
      }
      const missing = rule.channels.find((channel) => !names.includes(channel));
      if (missing !== undefined) refuse(["rules", index, "channels"], `there is no channel "${missing}"`);
    }
  });
export type AlertSettings = z.infer<typeof AlertSettings>;
export type AlertChannel = AlertSettings["channels"][number];
export type EmailChannelSettings = Extract<AlertChannel, { kind: "email" }>;
export type HttpChannelSettings = Exclude<AlertChannel, { kind: "email" }>;

function isAddressRange(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}
