/** Runs once when a web process starts. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: Next's own way to say which runtime this bundle is for.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startBackground } = await import("@/lib/api/start-background");
  startBackground();
}
