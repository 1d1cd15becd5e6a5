// Every network that predictions are checked on runs at all; the small ones every day.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FULL } from '../../../test/support/full.ts';
import { openSession } from '../../../test/support/node-gpu.ts';
import { checkNetworks } from '../../models/check-networks/check-networks.ts';
import type { GpuSession } from '../device/gpu-session.ts';
import { measureSteps } from './measure-steps.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const everyDay = new Set(['mlp-small']);
describe('check networks', () => {
  it.each(checkNetworks.filter(({ id }) => FULL || everyDay.has(id)))(
    '$id trains',
    async ({ build }) => {
      const steps = await measureSteps(session, {
        graph: build(),
        optimizer: { name: 'adam', learningRate: 1e-4 },
        fewestSteps: 1,
        budgetMs: 0,
      });
      expect(steps.stepsMs).toHaveLength(1);
      expect(steps.loss ?? 0).not.toBeNaN();
    },
    600_000,
  );
});
