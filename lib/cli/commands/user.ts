import { addPerson, createSignInLink, shutOut } from "@/lib/access/sign-in";
import { Failure } from "@/lib/domain/failure";
import { ROLES, Role } from "@/lib/domain/role";
import { publicUrlOf } from "@/lib/platform/configuration-schema";
import { type Command, findConfiguration, print, readParameters, shellActor, withDatabase } from "./command";

const usage = "user add NAME --role ROLE | user link NAME | user disable NAME";

export const userCommand: Command = {
  usage,
  summary: "add a person or change their role; print a link that signs them in once; shut them out",
  run: async (parameters) => {
    const { values, positionals } = readParameters(parameters, usage, { role: { type: "string" } });
    const [what, name] = positionals;
    if (name === undefined || !["add", "link", "disable"].includes(what ?? "")) {
      throw new Failure("misconfigured", `Usage: throughline ${usage}`);
    }
    const configuration = findConfiguration(values.config);
    const actor = shellActor();
    await withDatabase(configuration, async (pool) => {
      if (what === "disable") {
        await shutOut(pool, { name, actor });
        return print(`${name} is shut out and signed out everywhere.`);
      }
      if (what === "add") {
        const role = Role.safeParse(values.role ?? "viewer");
        if (!role.success) throw new Failure("misconfigured", `--role must be one of ${ROLES.join(", ")}.`);
        const { isNew } = await addPerson(pool, { name, role: role.data, actor });
        print(`${name} is ${role.data}${isNew ? "" : " now"}. Sign-in link:`);
      }
      print(await createSignInLink(pool, { name, publicUrl: publicUrlOf(configuration), actor, now: Date.now() }));
    });
  },
};
