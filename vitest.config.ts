import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const alias = { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') };

/** `npx vitest run --project unit` needs nothing; `--project integration` starts a PostgreSQL. */
export default defineConfig({
  resolve: { alias },
  test: {
    maxWorkers: 2,
    // Faults are planted on purpose; what they log would bury what fails.
    env: { LOG_LEVEL: process.env.LOG_LEVEL ?? 'fatal' },
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          environment: 'node',
          testTimeout: 120_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/support/postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
