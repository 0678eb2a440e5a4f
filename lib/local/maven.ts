import { spawn } from "node:child_process";
import { basename } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { Failure } from "@/lib/domain/failure";

export type MavenRun = {
  readonly command: string;
  readonly javaHome: string;
  readonly settings: string;
  readonly pom: string;
  readonly goal: string;
  readonly outputFolder: string;
  readonly log: (line: string) => void;
};

const PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1";
const SAY_EVERY_MS = 5_000;
const WITHIN_MS = 60 * 60_000; // 300 MB over a slow line
const LINES_KEPT = 40;

/** Runs one goal of Maven's dependency plugin into a folder, and says every few seconds how far it is. */
export function runMaven(run: MavenRun): Promise<void> {
  const args = [
    "-B",
    "-U",
    "-gs",
    run.settings,
    "-f",
    run.pom,
    `${PLUGIN}:${run.goal}`,
    `-DoutputDirectory=${run.outputFolder}`,
  ];
  const isWindows = process.platform === "win32"; // there mvn is a batch file, which only a shell runs
  const child = spawn(run.command, isWindows ? args.map((arg) => `"${arg}"`) : args, {
    // biome-ignore lint/style/noProcessEnv: a child inherits the user's environment (PATH, HOME, proxies); nothing is read from it
    env: { ...process.env, JAVA_HOME: run.javaHome },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: WITHIN_MS,
    shell: isWindows,
  });
  const lines: string[] = [];
  const progress = { files: 0, current: "" };
  const hear = (line: string) => {
    if (line.trim() !== "") lines.push(line);
    if (lines.length > LINES_KEPT) lines.shift();
    if (/Downloaded from/.test(line)) progress.files += 1;
    progress.current = /Downloading from \S+: (\S+)/.exec(line)?.[1] ?? progress.current;
  };
  createInterface({ input: child.stdout }).on("line", hear);
  createInterface({ input: child.stderr }).on("line", hear);
  const say = () =>
    run.log(`${progress.files} files so far${progress.current === "" ? "" : `, at ${basename(progress.current)}`}`);
  const timer = setInterval(say, SAY_EVERY_MS);
  return new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve() : reject(toFailure(code, lines))));
  }).finally(() => clearInterval(timer));
}

function toFailure(code: number | null, lines: readonly string[]): Failure {
  const errors = lines.filter((line) => line.includes("[ERROR]"));
  const words = (errors.length > 0 ? errors : lines).slice(0, 5).join("\n");
  return new Failure(
    "source-unavailable",
    `Maven could not download it (it ended with ${code ?? "a time-out"}):\n${words}`,
  );
}
