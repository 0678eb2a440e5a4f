/** Numbers of words stay below this, so that a node and a word make one exact number. */
const MAX_WORDS = 2 ** 26;

/**
 * Gives each path of words a number of its own, without joining them to a text: joining and hashing long texts was half
 * the cost of counting an event. Paths of one kind have one length and the same sort of word at each place.
 */
export class WordTree {
  readonly #words = new Map<string | number, number>();
  readonly #nodes = new Map<number, number>();

  /** The node below `parent` for a word that `numberOf` gave; roots are the numbers below `ROOTS`. */
  child(parent: number, word: number): number {
    const path = parent * MAX_WORDS + word;
    const known = this.#nodes.get(path);
    if (known !== undefined) return known;
    const node = ROOTS + this.#nodes.size;
    this.#nodes.set(path, node);
    return node;
  }

  numberOf(word: string | number): number {
    const known = this.#words.get(word);
    if (known !== undefined) return known;
    const number = this.#words.size;
    this.#words.set(word, number);
    return number;
  }
}

/** Numbers of nodes that a caller may start from. */
export const ROOTS = 16;
