/** A message that was published in an engine and that no subscription has taken. */
export type LostMessage = {
  readonly messageName: string;
  readonly correlationKey: string;
  readonly publishedAt: number;
  /** When the engine let go of it; null: it may still be taken. */
  readonly expiredAt: number | null;
};

/** A process instance that waits, or has waited, for a message. */
export type MessageWait = {
  readonly caseId: string;
  readonly messageName: string;
  readonly correlationKey: string;
  readonly openedAt: number;
  /** When it was over: the message came, or the instance went on without it. Null: it waits. */
  readonly closedAt: number | null;
};

/** Which part does not fit, from the nearest to the farthest. */
export const MISMATCHES = ["fits", "late", "closed", "name", "key", "nobody"] as const;

export type Diagnosis = {
  readonly mismatch: (typeof MISMATCHES)[number];
  readonly nearest: MessageWait | null;
  readonly text: string;
};

/**
 * Why a message was taken by nobody: an engine hands it to a subscription with the same name and the same correlation key
 * that is open while the message lives. The wait that comes nearest to it tells which of these failed.
 */
export function diagnoseMessage(message: LostMessage, waits: readonly MessageWait[]): Diagnosis {
  const judged = waits.map((wait) => ({ wait, mismatch: mismatchOf(message, wait) }));
  const [best] = judged.sort(
    (a, b) =>
      MISMATCHES.indexOf(a.mismatch) - MISMATCHES.indexOf(b.mismatch) ||
      distance(message, a.wait) - distance(message, b.wait) ||
      (a.wait.caseId < b.wait.caseId ? -1 : 1),
  );
  if (best === undefined || best.mismatch === "nobody") {
    return { mismatch: "nobody", nearest: null, text: textOf("nobody", message, null) };
  }
  return { mismatch: best.mismatch, nearest: best.wait, text: textOf(best.mismatch, message, best.wait) };
}

function mismatchOf(message: LostMessage, wait: MessageWait): Diagnosis["mismatch"] {
  const hasName = wait.messageName === message.messageName;
  const hasKey = wait.correlationKey === message.correlationKey;
  if (!hasName) return hasKey ? "name" : "nobody";
  if (!hasKey) return "key";
  if (wait.closedAt !== null && wait.closedAt <= message.publishedAt) return "closed";
  return message.expiredAt !== null && wait.openedAt > message.expiredAt ? "late" : "fits";
}

const distance = ({ publishedAt }: LostMessage, { openedAt }: MessageWait): number => Math.abs(openedAt - publishedAt);

function textOf(mismatch: Diagnosis["mismatch"], message: LostMessage, wait: MessageWait | null): string {
  const { messageName: name, correlationKey: key, expiredAt } = message;
  switch (mismatch) {
    case "fits":
      return "An instance waits for just this message: the engine should hand it over any moment.";
    case "late":
      return `An instance began to wait for it ${secondsBetween(expiredAt, wait?.openedAt)} after it had expired: let it live longer, or publish it later.`;
    case "closed":
      return `An instance waited for it and was over with that ${secondsBetween(wait?.closedAt, message.publishedAt)} before it came: it had the message already, or went on without.`;
    case "name":
      return `An instance waits with this correlation key for a message called ${wait?.messageName}, not ${name}.`;
    case "key":
      return `Instances wait for ${name}, with other correlation keys, such as ${wait?.correlationKey}.`;
    case "nobody":
      return `No instance was seen that waits for ${name}, or with the correlation key ${key === "" ? "(none)" : key}.`;
  }
}

function secondsBetween(from: number | null | undefined, to: number | null | undefined): string {
  const ms = Math.max(0, (to ?? 0) - (from ?? 0));
  return ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;
}
