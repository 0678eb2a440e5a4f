import { migrate } from "@/lib/store/migrate";
import { type Command, findConfiguration, print, readParameters, withDatabase } from "./command";

const usage = "migrate";

export const migrateCommand: Command = {
  usage,
  summary: "bring the database schema up to date (safe to repeat, safe while ingesting)",
  run: async (parameters) => {
    const { values } = readParameters(parameters, usage, {});
    const applied = await withDatabase(findConfiguration(values.config), (pool) => migrate(pool));
    print(applied.length === 0 ? "The schema is up to date." : `Applied: ${applied.join(", ")}`);
  },
};
