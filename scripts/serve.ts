import { build, preview } from 'vite';

/** Builds the page and serves it from this machine: its address, and how to stop. */
export async function serveBuilt(): Promise<{ readonly url: string; close(): Promise<void> }> {
  await build({ logLevel: 'warn' });
  const server = await preview({ logLevel: 'warn', preview: { port: 4190 } });
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}
