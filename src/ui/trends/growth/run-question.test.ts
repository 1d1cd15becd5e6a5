import { beforeAll, describe, expect, it } from 'vitest';
import { loadNotableModels } from '../../../facts/notable-models.ts';
import { askRun, type Run, runsOf } from './run-question.ts';

const usual = 'Megatron-Turing NLG 530B';
let runs: readonly Run[];
beforeAll(async () => {
  runs = runsOf((await loadNotableModels()).models);
});

describe('askRun', () => {
  it('has every model whose compute is known, and a usual one', () => {
    expect(runs).toHaveLength(451);
    const { run, devices, days, errors } = askRun({}, runs, usual);
    expect([run.model.name, devices, days, errors]).toEqual([usual, 1000, 30, {}]);
  });

  it('reads what is asked', () => {
    const asked = { run: 'gpt-3-175b-davinci', devices: '10k', days: '0.5' };
    const { run, devices, days, notices } = askRun(asked, runs, usual);
    expect([run.model.trainingFlops, devices, days, notices]).toEqual([3.14e23, 10_000, 0.5, []]);
  });

  it.each([
    [{ devices: '0' }, { devices: '“0” is not a whole number from 1 to 1,000,000,000.' }],
    [{ devices: '1.5' }, { devices: '“1.5” is not a whole number' }],
    [{ devices: '2e9' }, { devices: 'is not a whole number' }],
    [{ days: '-3' }, { days: '“-3” is not a number of days above 0 and at most 36,525.' }],
    [{ days: 'two' }, { days: 'is not a number of days' }],
  ])('says what is wrong with %o and keeps what held before', (typed, wanted) => {
    const { errors, devices, days } = askRun(typed, runs, usual, { devices: 7, days: 9 });
    for (const [key, sentence] of Object.entries(wanted)) {
      expect(Object.entries(errors)).toEqual([[key, expect.stringContaining(sentence)]]);
    }
    expect('devices' in typed ? devices : days).toBe('devices' in typed ? 7 : 9);
  });

  it('says that a training is not there', () => {
    expect(askRun({ run: 'hal-9000' }, runs, usual).notices[0]).toContain('No training “hal-9000”');
  });
});
