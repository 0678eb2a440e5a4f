import ELK from "elkjs/lib/elk-api";
import { lanesLayout } from "./lanes-layout";
import { columnsByLayers, LAYERED_MAX } from "./layer-columns";
import type { LayoutAnswer, LayoutAsked } from "./layout.worker";
import type { LayoutGraph, Positions } from "./layout-graph";

/** Asks the workers for layouts, one at a time; the one that all lenses may need starts at once, while data are on their way. */
export class LayoutDesk {
  #elk: InstanceType<typeof ELK> | null = null;
  #turn = 0;
  readonly #waiting = new Map<number, (positions: Positions) => void>();
  readonly #worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<LayoutAnswer>) => {
      this.#waiting.get(data.turn)?.(new Map(data.positions));
      this.#waiting.delete(data.turn);
    };
  }

  async layOut(lens: LayoutAsked["lens"], graph: LayoutGraph): Promise<Positions> {
    if (graph.nodes.length === 0) return new Map();
    if (lens === "process" && graph.nodes.length <= LAYERED_MAX) {
      this.#elk ??= new ELK({
        workerFactory: () => new Worker(new URL("elkjs/lib/elk-worker.min.js", import.meta.url)),
      });
      return lanesLayout(graph, await columnsByLayers(this.#elk, graph));
    }
    this.#turn += 1;
    const turn = this.#turn;
    const answer = new Promise<Positions>((resolve) => this.#waiting.set(turn, resolve));
    this.#worker.postMessage({ turn, lens, graph } satisfies LayoutAsked);
    return answer;
  }

  close(): void {
    this.#worker.terminate();
    this.#elk?.terminateWorker();
    this.#elk = null;
    this.#waiting.clear();
  }
}
