import type { CorrelationKey } from "@/lib/domain/correlation-key";
import { rememberStableIds, type Sha256, stableId } from "@/lib/domain/stable-id";

type KeyIdentity = Pick<CorrelationKey, "scope" | "name" | "value">;
export type ToKeyId = (key: KeyIdentity) => string;

/** Keys and cases are found by this id for ever: it must never change. */
export function keyId(key: KeyIdentity): string {
  return stableId(keyText(key));
}

/** `keyId` that remembers, for one worker: the events of a case come close together. */
export function rememberKeyIds(capacity: number, hash?: Sha256): ToKeyId {
  const toId = rememberStableIds(capacity, hash);
  return (key) => toId(keyText(key));
}

/** U+001F never survives decoding into a name or value, so the joined text is unambiguous. */
export function keyText({ scope, name, value }: KeyIdentity): string {
  return `${scope}\u001f${name}\u001f${value}`;
}
