import ELK from "elkjs/lib/elk-api";
import { lanesLayout } from "./lanes-layout";
import { columnsByLayers, LAYERED_MAX } from "./layer-columns";
import type { LayoutAnswer, LayoutAsked } from "./layout.worker";
import type { LayoutGraph, Positions } from "./layout-graph";

/** Asks the workers for layouts, one at a time; they start with the first question and end with `close`. */
export class LayoutDesk {
  #worker: Worker | null = null;
  #elk: InstanceType<typeof ELK> | null = null;
  #turn = 0;
  readonly #waiting = new Map<number, (positions: Positions) => void>();

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
    this.#open().postMessage({ turn, lens, graph } satisfies LayoutAsked);
    return answer;
  }

  close(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#elk?.terminateWorker();
    this.#elk = null;
    this.#waiting.clear();
  }

  #open(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<LayoutAnswer>) => {
      this.#waiting.get(data.turn)?.(new Map(data.positions));
      this.#waiting.delete(data.turn);
    };
    this.#worker = worker;
    return worker;
  }
}
