/**
 * Disjoint sets over 0…size − 1 (union by smaller number, path halving). The root of a set is its smallest member, but
 * callers take no meaning from that: what a component is called follows from its keys.
 */
export class Components {
  readonly #parents: Int32Array;

  constructor(size: number) {
    this.#parents = Int32Array.from({ length: size }, (_, node) => node);
  }

  find(node: number): number {
    const parents = this.#parents;
    let current = node;
    for (;;) {
      const parent = parents[current] ?? current;
      if (parent === current) return current;
      const above = parents[parent] ?? parent;
      parents[current] = above;
      current = above;
    }
  }

  union(a: number, b: number): void {
    const [rootA, rootB] = [this.find(a), this.find(b)];
    if (rootA < rootB) this.#parents[rootB] = rootA;
    else this.#parents[rootA] = rootB;
  }
}
