import { Failure } from "@/lib/domain/failure";

/** What the intake of one process may have in work: beyond it callers wait on their side, not in our memory. */
const REQUESTS_MAX = 64;
const EVENTS_MAX = 20_000;
const BYTES_MAX = 64 * 1024 * 1024;
const RETRY_AFTER_S = 2;

export type IntakeGate = {
  /** Lets a request in that brings so many bytes at most, or refuses it. Leave when it is answered. */
  enter(bytes: number): IntakePass;
};

export type IntakePass = {
  /** The body was read: these are its events. Refuses when that is too much at once. */
  count(events: number): void;
  leave(): void;
};

export function createIntakeGate(): IntakeGate {
  const inWork = { requests: 0, events: 0, bytes: 0 };
  return {
    enter: (bytes) => {
      const isFull = inWork.requests >= REQUESTS_MAX || inWork.events >= EVENTS_MAX;
      if (isFull || (inWork.requests > 0 && inWork.bytes + bytes > BYTES_MAX)) throw intakeBusy();
      inWork.requests += 1;
      inWork.bytes += bytes;
      let counted = 0;
      let hasLeft = false;
      return {
        count: (events) => {
          if (inWork.events > 0 && inWork.events + events > EVENTS_MAX) throw intakeBusy();
          counted += events;
          inWork.events += events;
        },
        leave: () => {
          if (hasLeft) return;
          hasLeft = true;
          inWork.requests -= 1;
          inWork.bytes -= bytes;
          inWork.events -= counted;
        },
      };
    },
  };
}

/** Nothing of the request was taken; it is sent again later. */
export function intakeBusy(): Failure {
  return new Failure(
    "too-many-requests",
    "More events come in than can be stored right now. Nothing of this request was taken: send it again.",
    { retryAfterS: RETRY_AFTER_S },
  );
}
