import { defineConfig } from 'vitest/config';
import { contentSecurityPolicy } from './scripts/content-security-policy.ts';
import { embedPage } from './scripts/embed-page.ts';
import { digits } from './scripts/digits/digits-plugin.ts';
import { embedHeaders } from './scripts/embed-headers.ts';

/**
 * Sent with every page. The first three make the page cross-origin isolated, which refines
 * performance.now() from 100 µs to 5 µs: the wall clock is one of our two instruments.
 */
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** They hold bounds of time and memory, which the heap of other tests would disturb. */
const boundedTests = ['src/**/{worst-cases,hostile*,*.fuzz}.test.ts'];

export default defineConfig({
  base: './',
  plugins: [contentSecurityPolicy(), digits(), embedPage(), embedHeaders()],
  build: { target: 'es2023', sourcemap: true, outDir: 'dist/page', emptyOutDir: true },
  worker: { format: 'es', plugins: () => [digits()] },
  // Without the page of bench/peers, whose packages only its own command installs.
  optimizeDeps: { entries: ['index.html', 'bench/support/page.html'] },
  server: { headers },
  preview: { headers },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{src,scripts,bench,test/support}/**/*.test.ts'],
          exclude: ['src/**/*.gpu.test.ts', 'bench/peers/node_modules/**', ...boundedTests],
          environment: 'node',
          // The zoo and the registries are loaded once for all files instead of once for each: half the time.
          isolate: false,
          // They run beside linter and build; what must be quick is bounded below.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: { name: 'bounded', include: boundedTests, environment: 'node' },
      },
      {
        extends: true,
        test: {
          name: 'gpu',
          include: ['src/**/*.gpu.test.ts'],
          environment: 'node',
          // Dawn is a native addon that must not be loaded twice into one process: one process, one copy of it.
          pool: 'forks',
          fileParallelism: false,
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/**/*.e2e.test.ts'],
          environment: 'node',
          // Half of the time a test waits for its browser; more than two of them would wait for each other.
          maxWorkers: 2,
          // A second, as usual, is short where a software adapter measures beside it.
          expect: { poll: { timeout: 20_000 } },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
