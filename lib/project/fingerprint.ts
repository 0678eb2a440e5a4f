const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * FNV-1a, 32 bits, signed so that it is a small integer to the engine. Different fingerprints prove that ids differ; equal
 * ones prove nothing.
 */
export function fingerprintOf(id: string): number {
  let hash = OFFSET_BASIS;
  for (let index = 0; index < id.length; index += 1) hash = Math.imul(hash ^ id.charCodeAt(index), PRIME);
  return hash | 0;
}
