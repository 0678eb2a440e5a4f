/** Numbers stay below this, and nodes below half of it, so that a node and a number make one exact number. */
const MAX_NUMBER = 2 ** 27;

/** Numbers of nodes that a caller may start from. */
export const ROOTS = 16;

/**
 * Gives each path of words a number of its own, without joining them to a text: joining and hashing long texts was half
 * the cost of counting an event. Paths from one root have one length, and the same sort of number at each place.
 */
export class WordTree {
  readonly #words = new Map<string, number>();
  readonly #nodes = new Map<number, number>();

  /** The node below `parent` for a number from 0, of a word or of whatever is a number itself. */
  child(parent: number, number: number): number {
    const path = parent * MAX_NUMBER + number;
    const known = this.#nodes.get(path);
    if (known !== undefined) return known;
    const node = ROOTS + this.#nodes.size;
    this.#nodes.set(path, node);
    return node;
  }

  numberOf(word: string): number {
    const known = this.#words.get(word);
    if (known !== undefined) return known;
    const number = this.#words.size;
    this.#words.set(word, number);
    return number;
  }
}
