import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import { Failure } from "@/lib/domain/failure";
import { findPortHolder } from "./port-holder";

const HOST = "127.0.0.1";
const FIRST_PORT = 20_000;
const LAST_PORT = 32_000;
const ATTEMPTS_MAX = 200;

export type PortWish = {
  readonly preferred: number;
  /** Whom the port is for, as the log should name it. */
  readonly purpose: string;
  readonly log: (line: string) => void;
};

/** The wished port when it is free; else a free one, and the log says which was taken and by what. 0 wishes any. */
export async function choosePort({ preferred, purpose, log }: PortWish): Promise<number> {
  if (preferred === 0) return findFreePort();
  if (await isPortFree(preferred)) return preferred;
  const port = await findFreePort();
  log(
    `${purpose}: port ${preferred} is taken by ${findPortHolder(preferred) ?? "another process"}, taking ${port} instead`,
  );
  return port;
}

/**
 * Below the ranges from which systems give ports to outgoing connections, so that nobody is handed it by chance before a
 * server that takes seconds to start listens on it.
 */
export async function findFreePort(): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const port = randomInt(FIRST_PORT, LAST_PORT);
    if (await isPortFree(port)) return port;
  }
  throw new Failure("misconfigured", `No free port was found between ${FIRST_PORT} and ${LAST_PORT} on ${HOST}.`);
}

/** Tried on the loopback address and on all: a server that listens on all interfaces holds the port too. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await canListen(port, HOST)) && (await canListen(port, "0.0.0.0"));
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
