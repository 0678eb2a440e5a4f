import { defineConfig } from "prisma/config";

/** Only for Prisma's own commands; the console reads throughline.config.yaml. `generate` needs no database. */
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env["THROUGHLINE_DATABASE_URL"] ?? "postgresql://127.0.0.1/throughline" },
});
