/** `npm start`: all the set-up on a fresh machine, then everything that runs. `--help` says what it takes. */
import process from "node:process";
import { ensureBuild, ensureDatabaseClient, ensureDependencies, handOver, requireNode, say } from "./setup.mjs";

const HELP = `npm start [-- OPTIONS]

Starts the whole of Throughline on this machine and prints a sign-in link: PostgreSQL (embedded), Apache Kafka and
Camunda 8 (from their Maven artifacts), the retail landscape, the ingest worker and the console. Ctrl-C stops it all.
The first start sets everything up; later ones reuse it and take seconds.

  --data DIR          where all state lives (default .throughline)
  --port N            port of the console (default 3000, or a free one)
  --landscape NAME    retail (default): Order is a process in charge; retail-choreographed: nobody is in charge, no Camunda 8;
                      retail-both: side by side; retail-mixed: Order on Camunda 8, Payment on Operaton, the others react;
                      trip: a saga with Camunda 8 in charge; trip-choreographed: the same with nobody in charge;
                      transfer-limit: a bank with a human task, beside the nightly batch of old;
                      recorded: a recording of retail, needs no Java; none
  --orders N          orders a minute that each shop of the landscape gets (default 30)
  --only web|ingest   run one part, configured by throughline.config.yaml, against your own servers
  --config FILE       the configuration to use with --only (default that of THROUGHLINE_CONFIG, then throughline.config.yaml)
  --reset             forget the data of an earlier start (asks nothing: it is the local landscape's)
  --help              this text

The live landscape needs a JDK 21 or newer and Maven; without them the recorded one is started.
`;

const parameters = process.argv.slice(2);
if (parameters.includes("--help") || parameters.includes("-h")) {
  say(HELP);
  process.exit(0);
}
requireNode();
await ensureDependencies();
await ensureDatabaseClient();
if (!parameters.includes("ingest")) await ensureBuild();
handOver("lib/cli/up.ts", parameters);
