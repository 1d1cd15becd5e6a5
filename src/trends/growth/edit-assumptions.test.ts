import { beforeAll, expect, it } from 'vitest';
import { loadAccelerators } from '../../facts/accelerators.ts';
import { loadPrices } from '../../facts/cloud-prices.ts';
import { loadModelMarks } from '../../facts/notable-models-marks.ts';
import { editServer, type EditedServer, SERVER_LIMITS, serverFields } from './edit-assumptions.ts';
import { serverCost, serverDefaults } from './server-cost.ts';

let defaults: EditedServer;
beforeAll(async () => {
  const marks = await loadModelMarks();
  const card = (await loadAccelerators()).find(({ id }) => id === marks.server.card);
  if (card === undefined) throw new Error('no card');
  defaults = {
    assumptions: serverDefaults(marks, card, await loadPrices()),
    accelerators: 8,
  };
});

it('keeps the defaults with their sources where nothing is typed', () => {
  const { errors, ...edited } = editServer({ watts: ' ' }, defaults);
  expect(errors).toEqual({});
  expect(edited).toEqual(defaults);
});

it('takes what is typed as one’s own', () => {
  const { assumptions, accelerators } = editServer(
    { priceUsd: '150k', peakFlopsPerSecond: '990T', accelerators: '1,024' },
    defaults,
  );
  expect(assumptions.priceUsd).toMatchObject({ value: 150_000, origin: { provenance: 'yours' } });
  expect(assumptions.peakFlopsPerSecond.value).toBe(990e12);
  expect(assumptions.watts).toEqual(defaults.assumptions.watts);
  expect(accelerators).toBe(1024);
});

it.each([
  ['utilization', '1.2', 'a number from 0.0001 to 1.'],
  ['coolingFactor', '0.5', 'a number from 1 to 1,000.'],
  ['acceleratorsPerServer', '2.5', 'a whole number from 1'],
  ['accelerators', 'many', 'a whole number from 1'],
  ['priceUsd', '-3', 'a number from 0.01'],
] as const)('refuses %s = %s and keeps what held before', (field, text, sentence) => {
  const before = { ...defaults, accelerators: 99 };
  const { errors, assumptions, accelerators } = editServer({ [field]: text }, defaults, before);
  expect(errors[field]).toContain(sentence);
  expect(Object.keys(errors)).toEqual([field]);
  expect(assumptions).toEqual(defaults.assumptions);
  expect(accelerators).toBe(field === 'accelerators' ? 99 : 8);
});

it('the ends of all limits together still give numbers', () => {
  const run = { trainingFlops: 5e26, quantity: null, hours: null };
  for (const end of ['least', 'most'] as const) {
    const typed = Object.fromEntries(
      serverFields.map((field) => [field, String(SERVER_LIMITS[field][end])]),
    );
    const { assumptions, accelerators, errors } = editServer(typed, defaults);
    expect(errors).toEqual({});
    for (const figure of Object.values(serverCost(run, assumptions, accelerators))) {
      if (typeof figure === 'number') expect(Number.isFinite(figure)).toBe(true);
    }
  }
});
