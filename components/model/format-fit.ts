/** How well a suggestion fits, 0…1, in whole percent; rounded down, so that it keeps to "at least". */
export const formatFit = (score: number): string => `${Math.floor(score * 100)} %`;
