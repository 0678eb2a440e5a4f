import { createServer } from "node:net";
import { findPortHolder } from "./port-holder";

const HOST = "127.0.0.1";

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

/** Between this answer and the use of the port another process may take it: whoever starts a server there must try again. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, HOST, () => {
      const address = server.address();
      server.close(() =>
        address === null || typeof address === "string" ? reject(new Error("no port")) : resolve(address.port),
      );
    });
  });
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
