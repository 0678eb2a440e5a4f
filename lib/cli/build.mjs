/** `npm run build`: dependencies, database client and the production build, each only when something changed. */
import { ensureBuild, ensureDatabaseClient, ensureDependencies, requireNode } from "./setup.mjs";

requireNode();
await ensureDependencies();
await ensureDatabaseClient();
await ensureBuild();
