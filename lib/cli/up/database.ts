import { addPerson, createSignInLink } from "@/lib/access/sign-in";
import { createPool, type Pool } from "@/lib/store/database";
import { migrate } from "@/lib/store/migrate";

/** Who the local set-up signs in: it is their own machine. */
const LOCAL_PERSON = "admin";

async function withPool<Result>(databaseUrl: string, work: (pool: Pool) => Promise<Result>): Promise<Result> {
  const pool = createPool({ connectionString: databaseUrl, applicationName: "throughline up", connectionsMax: 1 });
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

/** Brings the schema up to date and sees to it that there is somebody to sign in. */
export function prepareDatabase(databaseUrl: string): Promise<void> {
  return withPool(databaseUrl, async (pool) => {
    await migrate(pool);
    await addPerson(pool, { name: LOCAL_PERSON, role: "admin", actor: "npm start" });
  });
}

export function makeSignInLink(databaseUrl: string, publicUrl: string): Promise<string> {
  const asked = { name: LOCAL_PERSON, publicUrl, actor: "npm start", now: Date.now() };
  return withPool(databaseUrl, (pool) => createSignInLink(pool, asked));
}
