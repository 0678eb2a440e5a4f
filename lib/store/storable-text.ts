const UNSTORABLE = /(?![\n\t])[\p{Cc}\p{Cs}]/gu;

/** Text for people that comes from outside, without what PostgreSQL refuses (NUL) or alters (lone surrogates). */
export function toStorableText(text: string, maxLength: number): string {
  return text.slice(0, maxLength).replace(UNSTORABLE, "\ufffd");
}
