import { createApiToken, revokeApiToken } from "@/lib/access/api-tokens";
import { Failure } from "@/lib/domain/failure";
import { ROLES, Role } from "@/lib/domain/role";
import { type Command, findConfiguration, print, readParameters, shellActor, withDatabase } from "./command";

const usage = "token create --role ROLE [--name NAME] [--days N] | token revoke NAME";

/** Prints just the token, so that it can be put into a variable. */
export const tokenCommand: Command = {
  usage,
  summary: "make an API token (viewer, analyst, operator or admin) and print it; take one back by its name or id",
  run: async (parameters) => {
    const { values, positionals } = readParameters(parameters, usage, {
      role: { type: "string" },
      name: { type: "string" },
      days: { type: "string" },
    });
    const [what, token] = positionals;
    if (what === "revoke" && token !== undefined) return revoke(token, values.config);
    if (what !== "create") throw new Failure("misconfigured", `Usage: throughline ${usage}`);
    const role = Role.safeParse(values.role);
    if (!role.success) throw new Failure("misconfigured", `--role must be one of ${ROLES.join(", ")}.`);
    const days = values.days === undefined ? null : Number(values.days);
    if (days !== null && !(days > 0)) throw new Failure("misconfigured", "--days must be a number above 0.");
    const expiresAt = days === null ? null : new Date(Date.now() + days * 86_400_000);
    const asked = { name: values.name ?? `${role.data} token`, role: role.data, actor: shellActor(), expiresAt };
    print(await withDatabase(findConfiguration(values.config), (pool) => createApiToken(pool, asked)));
  },
};

async function revoke(token: string, config: string | undefined): Promise<void> {
  const asked = { token, actor: shellActor() };
  const revoked = await withDatabase(findConfiguration(config), (pool) => revokeApiToken(pool, asked));
  print(`${revoked === 1 ? "One token is" : `${revoked} tokens are`} worth nothing any more.`);
}
