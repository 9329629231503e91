import { defineConfig } from '@playwright/test';
import { browserArguments, ensureBrowser } from './scripts/find-browser.ts';

/** One that another run at the same time does not take; workers are told by the environment. */
process.env.ODDFLOW_TEST_PORT ??= String(20_000 + (process.pid % 20_000));
const port = Number(process.env.ODDFLOW_TEST_PORT);

/** Browser tests run on the built page: `npm run test:e2e` builds it first. */
export default defineConfig({
  testDir: 'e2e',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  // One after another: some measure how long things take.
  workers: 1,
  forbidOnly: process.env.CI !== undefined,
  use: {
    baseURL: `http://localhost:${port}/`,
    viewport: { width: 1280, height: 720 },
    launchOptions: { executablePath: ensureBrowser(), args: browserArguments() },
  },
  webServer: {
    command: `npx vite preview --port ${port} --strictPort`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
  },
});
