// Both gradients of convolutions on a real adapter: strides, paddings, groups, every variant, and bugs to be
// caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FULL } from '../../../test/support/full.ts';
import { openSession, verifyOn } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import type { Conv2dShape } from '../../shared/problem.ts';
import { kernelById, kernelsFor } from '../registry.ts';
import type { BackwardProblem } from './forward-shape.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const base: Conv2dShape = {
  batch: 1,
  inChannels: 1,
  height: 1,
  width: 1,
  outChannels: 1,
  kernelHeight: 1,
  kernelWidth: 1,
  stride: 1,
  padding: 0,
  groups: 1,
  precision: 'f32',
};
const threeByThree = { kernelHeight: 3, kernelWidth: 3, padding: 1 };
const pointwise = { ...base, inChannels: 12, height: 6, width: 6, outChannels: 10 };
const depthwise = {
  ...base,
  ...threeByThree,
  inChannels: 6,
  outChannels: 6,
  groups: 6,
  height: 9,
  width: 11,
};
const spatial = { ...base, ...threeByThree, inChannels: 5, outChannels: 9, height: 9, width: 10 };
const grouped = { ...spatial, inChannels: 16, outChannels: 18, groups: 2 };

interface Case extends Partial<Conv2dShape> {
  readonly name: string;
  /** Left to the full run: it differs from others only in degree. */
  readonly full?: boolean;
}

const cases: readonly Case[] = [
  { name: 'one element' },
  { name: '1×1', ...pointwise, batch: 2 },
  { name: '1×1 of odd size', ...pointwise, inChannels: 7, height: 5, width: 3 },
  { name: '1×1, stride 2', ...pointwise, height: 7, stride: 2, batch: 2 },
  { name: '1×1 with padding', ...pointwise, padding: 1, full: true },
  { name: '3×3', ...spatial, batch: 2 },
  { name: '3×3, stride 2', ...spatial, stride: 2, batch: 2 },
  { name: '3×3, stride 3', ...spatial, stride: 3, padding: 0, full: true },
  { name: '3×3, two groups', ...grouped },
  { name: '3×3, three small groups', ...spatial, inChannels: 6, outChannels: 9, groups: 3 },
  { name: '5×3 without padding', ...spatial, kernelHeight: 5, padding: 0 },
  {
    name: '7×7, stride 2',
    ...spatial,
    kernelHeight: 7,
    kernelWidth: 7,
    stride: 2,
    padding: 3,
    full: true,
  },
  { name: 'rows and columns that no window meets', ...spatial, height: 10, stride: 4, padding: 0 },
  { name: 'tall', ...spatial, height: 60, width: 2, full: true },
  { name: 'wide', ...spatial, height: 2, width: 60 },
  { name: 'padding beyond the kernel', ...spatial, height: 3, width: 3, padding: 3 },
  { name: 'depthwise', ...depthwise, batch: 2 },
  { name: 'depthwise, stride 2', ...depthwise, stride: 2 },
  { name: 'depthwise with a multiplier', ...depthwise, outChannels: 12 },
  { name: 'whole tiles', ...spatial, inChannels: 16, outChannels: 32, height: 16, width: 16 },
  {
    name: 'larger',
    ...spatial,
    inChannels: 40,
    outChannels: 72,
    height: 28,
    width: 30,
    batch: 3,
    full: true,
  },
];

const operations = ['conv2d-backward-data', 'conv2d-backward-weights'] as const;

/** The shape that a kernel is made for; 3×3 where not named. */
const home: Readonly<Record<string, Conv2dShape>> = {};

describe.each(['f32', 'f16'] as const)('gradients in %s', (precision) => {
  describe.each(operations)('%s', (op) => {
    describe.each(kernelsFor(op).map((kernel) => kernel.id))('%s', (id) => {
      const kernel = kernelById(id);

      it.for(cases.filter(({ full }) => FULL || full !== true))(
        '$name',
        async ({ name: _, full: __, ...shape }, { skip }) => {
          const problem: BackwardProblem = { ...base, ...shape, precision, op };
          const [variant = {}] = kernel.variants(problem);
          const reason = kernel.unsupported(problem, variant, session.traits);
          if (reason !== undefined) skip(reason);
          expect(await verifyOn(session, kernel, problem, variant)).toMatchObject({
            verified: true,
          });
        },
      );

      const usual: BackwardProblem = { ...(home[id] ?? spatial), precision, op };
      it.for(kernel.variants(usual))('with %o', async (variant, { skip }) => {
        const reason = kernel.unsupported(usual, variant, session.traits);
        if (precision === 'f32') expect(reason).toBeUndefined();
        if (reason !== undefined) skip(reason);
        expect(await verifyOn(session, kernel, usual, variant, 3)).toMatchObject({
          verified: true,
        });
      });
    });
  });
});
