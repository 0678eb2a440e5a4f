import { PrismaPg } from "@prisma/adapter-pg";
import type { Pool } from "./database";
import { PrismaClient } from "./generated/client";

export type Prisma = PrismaClient;

/** For single rows and for sign-in; whatever handles sets is SQL in a file of its own. Shares the pool's connections. */
export function createPrismaClient(pool: Pool): Prisma {
  return new PrismaClient({ adapter: new PrismaPg(pool) });
}
