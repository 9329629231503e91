import { defineConfig } from 'vitest/config';

export default defineConfig({
  define: { __VERSION__: '"test"' },
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'scripts/**/*.test.ts'],
    setupFiles: ['src/testing/seeds.ts'],
    // Generous: other programs on the machine may take most of its cores.
    testTimeout: 60_000,
  },
});
