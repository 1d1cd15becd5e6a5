import { describe, expect, it } from 'vitest';
import { validationRowFixture } from '../../shared/result/validation.fixture.ts';
import {
  applyCheckEvents,
  currentNetwork,
  failuresOf,
  networksOf,
  rowsOf,
  startCheck,
} from './check-state.ts';

const networks = [
  { id: 'a', name: 'A' },
  { id: 'b', name: 'B' },
];
const row = validationRowFixture({ network: 'a', name: 'A' });

describe('applyCheckEvents', () => {
  it('shows what is foretold before anything is measured', () => {
    const step = { network: 'b', predictedMs: 2, low: 1, high: 3 };
    const run = applyCheckEvents(startCheck(networks), [{ type: 'foretold', steps: [step] }]);
    expect(run.networks.map(({ foretold }) => foretold)).toEqual([undefined, step]);
    expect(currentNetwork(run)?.id).toBe('a');
  });

  it('goes on to the next network after a row, and to none after the last', () => {
    const run = applyCheckEvents(startCheck(networks), [{ type: 'row', row }]);
    expect(currentNetwork(run)?.id).toBe('b');
    expect(run.fraction).toBe(0.5);
    const ended = applyCheckEvents(run, [
      { type: 'failure', failure: { network: 'b', name: 'B', reason: 'No kernel.' } },
    ]);
    expect(currentNetwork(ended)).toBeUndefined();
    expect(rowsOf(ended)).toEqual([row]);
    expect(failuresOf(ended)).toEqual([{ network: 'b', name: 'B', reason: 'No kernel.' }]);
  });

  it('never lets progress fall', () => {
    const run = applyCheckEvents(startCheck(networks), [
      { type: 'progress', fraction: 0.4, detail: 'one' },
      { type: 'progress', fraction: 0.3, detail: 'two' },
    ]);
    expect(run).toMatchObject({ fraction: 0.4, detail: 'two' });
  });
});

it('shows a kept record as it was shown while it was made', () => {
  const failures = [{ network: 'b', name: 'B', reason: 'No kernel.' }];
  expect(networksOf({ rows: [row], failures })).toEqual([
    { id: 'a', name: 'A', row },
    { id: 'b', name: 'B', failure: 'No kernel.' },
  ]);
});
