import { expect, it } from 'vitest';
import { applyDigitsEvent, startDigits } from './digits-session.ts';

it('collects losses and passes, and never lets progress fall', () => {
  const run = [
    { type: 'progress', fraction: 0.5, detail: 'a' } as const,
    { type: 'loss', step: 0, loss: 2.3 } as const,
    { type: 'loss', step: 10, loss: 1.1 } as const,
    { type: 'progress', fraction: 0.2, detail: 'b' } as const,
    { type: 'epoch', epoch: 0, accuracy: 0.9, atMs: 5 } as const,
  ].reduce(applyDigitsEvent, startDigits({ epochs: 1, seed: 1 }));
  expect(run).toMatchObject({ fraction: 0.5, detail: 'b', epochs: [{ accuracy: 0.9, atMs: 5 }] });
  expect(run.losses.map(({ loss }) => loss)).toEqual([2.3, 1.1]);
});
