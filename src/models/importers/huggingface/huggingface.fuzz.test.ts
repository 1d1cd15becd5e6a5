import { expect, it } from 'vitest';
import {
  FUZZ_CASES,
  FUZZ_SEED,
  FUZZ_TIMEOUT_MS,
  NODE_METERS,
  showFuzzReport,
} from '../../../../test/support/fuzz.ts';
import { fuzzImporter } from '../fuzz/fuzz-importer.ts';
import published from './fixtures/published-configs.json' with { type: 'json' };

it(
  `answers ${FUZZ_CASES} damaged config.json files with a sentence or a count`,
  async () => {
    const report = await fuzzImporter({
      seed: FUZZ_SEED,
      cases: FUZZ_CASES,
      files: published.map(({ config }) => ({
        name: 'config.json',
        bytes: new TextEncoder().encode(JSON.stringify(config, null, 2)),
      })),
      meters: NODE_METERS,
    });
    expect(report.refused).toBeGreaterThan(FUZZ_CASES / 10);
    expect(report.counted).toBeGreaterThan(FUZZ_CASES / 20);
    showFuzzReport('huggingface', report);
  },
  FUZZ_TIMEOUT_MS,
);
