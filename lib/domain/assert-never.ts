/** A union that grew without this place being told breaks the build here, not production. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
