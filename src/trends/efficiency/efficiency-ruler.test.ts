import { expect, it } from 'vitest';
import { loadEfficiencyRuler } from './efficiency-ruler.ts';

it('has every point with its source, and 16 months by either dates', async () => {
  const { series, reports, compared, claims } = await loadEfficiencyRuler();
  for (const { origin } of [...series.printed, ...compared, ...claims]) {
    expect(origin.source.length).toBeGreaterThan(8);
    expect(origin.date).not.toBe('');
    expect(origin.licence).not.toBe('');
  }
  for (const { fit } of Object.values(reports)) {
    const months = fit.kind === 'none' ? NaN : (fit.doubling?.months ?? NaN);
    expect(Math.round(months)).toBe(16);
  }
  // Only ShuffleNet v2 moves: its preprint is of July 2018, the table says June.
  const moved = series.corrected.filter(({ date }, i) => date !== series.printed[i]?.date);
  expect(moved.map(({ id, date, origin }) => [id, date, origin.provenance])).toEqual([
    ['shufflenet-v2', '2018-07-30', 'derived'],
  ]);
});

it('explains the unit trap, and marks what was only remembered', async () => {
  const { unitTrap } = await loadEfficiencyRuler();
  expect(unitTrap.sentence).toContain(
    '98 epochs if a multiply-accumulate is one operation and for 49',
  );
  expect(unitTrap.sentence).toContain(
    '5.4\u00a0×\u00a010¹⁷ FLOP; Epoch AI counts 4.7\u00a0×\u00a010¹⁷',
  );
  const told = unitTrap.rows.flatMap(({ id, epochs, paperEpochs }) =>
    paperEpochs === null ? [] : [{ id, epochs, paperEpochs }],
  );
  expect(told.map(({ id }) => id)).toEqual([
    'alexnet',
    'googlenet',
    'mobilenet',
    'efficientnet-b0',
  ]);
  for (const { epochs, paperEpochs } of told) {
    expect(paperEpochs.origin.provenance).toBe('memory');
    // One operation for a MAC is nearer than two, always.
    const off = (value: number) => Math.abs(Math.log(value / paperEpochs.value));
    expect(off(epochs.oneOperation)).toBeLessThan(off(epochs.twoOperations));
  }
});
