/** How an operation over many goes on, as the fields hold it; "" or null: as the server has it. */
export interface ExecutionFields {
  canary: string;
  itemsPerSecond: string;
  stopAtFailurePercent: string;
  /** Of an `<input type="datetime-local">`: local time without a zone. */
  startAt: string;
}

export const AT_ONCE: ExecutionFields = { canary: "", itemsPerSecond: "", stopAtFailurePercent: "", startAt: "" };

export interface Execution {
  canary?: number;
  itemsPerSecond?: number;
  stopAtFailureShare?: number;
  startAt?: string;
}

/** What the server takes, or the first thing that is wrong, in words. */
export function readExecution(fields: ExecutionFields, targets: number): Execution | { whyNot: string } {
  const canary = readNumber(fields.canary);
  const itemsPerSecond = readNumber(fields.itemsPerSecond);
  const percent = readNumber(fields.stopAtFailurePercent);
  const startMs = fields.startAt === "" ? null : Date.parse(fields.startAt);
  const wrong: readonly (readonly [isWrong: boolean, why: string])[] = [
    [!isWithin(canary, [1, 10_000]) || !Number.isInteger(canary ?? 1), "The canary is a number from 1 to 10,000."],
    [canary !== null && canary >= targets, `A canary is fewer than all ${targets}.`],
    [!isWithin(itemsPerSecond, [0.1, 5_000]), "The rate is from 0.1 to 5,000 a second."],
    [!isWithin(percent, [1, 100]), "It stops at 1 to 100 percent."],
    [Number.isNaN(startMs), "The start is no time."],
  ];
  const found = wrong.find(([isWrong]) => isWrong);
  if (found !== undefined) return { whyNot: found[1] };
  return {
    ...(canary === null ? {} : { canary }),
    ...(itemsPerSecond === null ? {} : { itemsPerSecond }),
    ...(percent === null ? {} : { stopAtFailureShare: percent / 100 }),
    ...(startMs === null ? {} : { startAt: new Date(startMs).toISOString() }),
  };
}

const readNumber = (text: string): number | null => (text.trim() === "" ? null : Number(text));

/** What is not entered is within all bounds; what is no number within none. */
function isWithin(value: number | null, [least, most]: readonly [least: number, most: number]): boolean {
  return value === null || (value >= least && value <= most);
}
