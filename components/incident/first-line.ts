export function firstLine(message: string): string {
  return message.trim().split("\n", 1)[0] ?? "";
}
