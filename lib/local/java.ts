import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import process from "node:process";

/** The variables of the user's environment; handed in, so that a test can say what a machine looks like. */
export type Environment = Readonly<Record<string, string | undefined>>;

export type Java = {
  readonly home: string;
  readonly java: string;
  /** Null in a runtime without a compiler. */
  readonly javac: string | null;
  readonly major: number;
};

export type JavaWish = {
  readonly majorMin: number;
  readonly needsCompiler: boolean;
  /** What needs it, as the message should name it. */
  readonly purpose: string;
};

export type FoundJava =
  | { readonly outcome: "found"; readonly java: Java }
  | { readonly outcome: "missing"; readonly why: string };

const SUFFIX = process.platform === "win32" ? ".exe" : "";

/** What the user chose (JAVA_HOME, then PATH) when it fits; else the oldest that fits, being nearest to what servers are tested with. */
export function findJava(wish: JavaWish, environment: Environment): FoundJava {
  const fits = ({ major, javac }: Java) => major >= wish.majorMin && (javac !== null || !wish.needsCompiler);
  const chosen = [environment["JAVA_HOME"], homeFromPath(environment)].flatMap(readJava);
  const installed = usualHomes(environment).flatMap(readJava);
  const java = chosen.find(fits) ?? installed.filter(fits).sort((one, other) => one.major - other.major)[0];
  if (java !== undefined) return { outcome: "found", java };
  const seen = [...new Set([...chosen, ...installed].map(({ major }) => major))].sort((one, other) => one - other);
  const kind = wish.needsCompiler ? "JDK" : "Java";
  const found =
    seen.length === 0 ? "none was found" : `only ${seen.join(", ")} ${seen.length === 1 ? "was" : "were"} found`;
  return {
    outcome: "missing",
    why: `${wish.purpose} needs ${kind} ${wish.majorMin} or newer, and ${found}: install one, or set JAVA_HOME to it.`,
  };
}

export type FoundMaven =
  | { readonly outcome: "found"; readonly command: string }
  | { readonly outcome: "missing"; readonly why: string };

export function findMaven(environment: Environment): FoundMaven {
  const command = findInPath(process.platform === "win32" ? "mvn.cmd" : "mvn", environment);
  if (command !== null) return { outcome: "found", command };
  return {
    outcome: "missing",
    why: "Maven (mvn) is needed to download Kafka and Camunda 8, and is not in the PATH: install it.",
  };
}

function homeFromPath(environment: Environment): string | undefined {
  const java = findInPath(`java${SUFFIX}`, environment);
  return java === null ? undefined : dirname(dirname(realpathSync(java)));
}

function findInPath(command: string, environment: Environment): string | null {
  const folders = (environment["PATH"] ?? environment["Path"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, command)).find((path) => existsSync(path)) ?? null;
}

/** Where installers put it: distributions, archives, sdkman, IDEs, macOS, Homebrew, Windows. */
function usualHomes(environment: Environment): readonly string[] {
  const user = environment["HOME"] ?? environment["USERPROFILE"] ?? "";
  const programs = environment["ProgramFiles"] ?? "C:\\Program Files";
  const windows = ["Java", "Eclipse Adoptium", "Microsoft", "Zulu", "Amazon Corretto", "BellSoft"];
  const flat = ["/usr/lib/jvm", "/opt", "/opt/java", join(user, ".sdkman", "candidates", "java"), join(user, ".jdks")];
  const apple = ["/Library/Java/JavaVirtualMachines", join(user, "Library", "Java", "JavaVirtualMachines")];
  const brew = ["/opt/homebrew/opt", "/usr/local/opt"];
  return [
    ...[...flat, ...windows.map((vendor) => join(programs, vendor))].flatMap(childrenOf),
    ...apple.flatMap(childrenOf).map((folder) => join(folder, "Contents", "Home")),
    ...brew.flatMap(childrenOf).map((folder) => join(folder, "libexec", "openjdk.jdk", "Contents", "Home")),
  ];
}

function childrenOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function readJava(home: string | undefined): readonly Java[] {
  if (home === undefined || home === "") return [];
  const java = join(home, "bin", `java${SUFFIX}`);
  const javac = join(home, "bin", `javac${SUFFIX}`);
  const major = existsSync(java) ? readMajor(home, java) : null;
  return major === null ? [] : [{ home, java, javac: existsSync(javac) ? javac : null, major }];
}

/** Every home since Java 8 has a `release` file; asking the program itself takes a tenth of a second each. */
function readMajor(home: string, java: string): number | null {
  const version = /^JAVA_VERSION="([^"]+)"/m.exec(readText(join(home, "release")))?.[1] ?? askVersion(java);
  const [first, second] = version.split(/[.+-]/).map(Number);
  const major = first === 1 ? second : first; // Java 8 calls itself 1.8
  return major !== undefined && Number.isInteger(major) && major > 0 ? major : null;
}

function askVersion(java: string): string {
  try {
    const properties = execFileSync(java, ["-XshowSettings:properties", "-version"], {
      encoding: "utf8",
      stdio: "pipe",
      timeout: 10_000,
    });
    return /java\.version = (\S+)/.exec(properties)?.[1] ?? "";
  } catch {
    return "";
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
