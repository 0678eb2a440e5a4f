import { z } from "zod";
import type { LiveState } from "./live-connection";

const Message = z.discriminatedUnion("say", [
  z.object({ say: z.literal("news"), topics: z.array(z.string()) }),
  z.object({ say: z.literal("state"), state: z.enum(["connecting", "live", "lost"]) }),
  z.object({ say: z.literal("question") }),
]);

type Hearing = {
  readonly onNews: (topics: readonly string[]) => void;
  readonly onState: (state: LiveState) => void;
  /** A tab has come and wants to know the state. */
  readonly onQuestion: () => void;
};

/** What the tabs of one browser tell each other. A message never comes back to the tab that sent it. */
export class LiveBus {
  readonly #hearing: Hearing;
  #channel: BroadcastChannel | null = null;

  constructor(hearing: Hearing) {
    this.#hearing = hearing;
  }

  open(): void {
    if (this.#channel !== null || typeof BroadcastChannel === "undefined") return;
    this.#channel = new BroadcastChannel("throughline-live");
    this.#channel.onmessage = ({ data }: MessageEvent<unknown>) => this.#hear(data);
  }

  close(): void {
    this.#channel?.close();
    this.#channel = null;
  }

  ask(): void {
    this.#channel?.postMessage({ say: "question" });
  }

  tellNews(topics: readonly string[]): void {
    this.#channel?.postMessage({ say: "news", topics });
  }

  tellState(state: LiveState): void {
    this.#channel?.postMessage({ say: "state", state });
  }

  /** A tab with an older build of us may say something else: that is not heard. */
  #hear(data: unknown): void {
    const message = Message.safeParse(data);
    if (!message.success) return;
    if (message.data.say === "news") this.#hearing.onNews(message.data.topics);
    else if (message.data.say === "state") this.#hearing.onState(message.data.state);
    else this.#hearing.onQuestion();
  }
}
