// npm run bench:flexibility -- FILE…: runs of the flexibility experiment, printed by `flopscope flexibility --json` with
// one plan and a seed each, held together against the closed forms: how many standard errors the mean of all designs is off.
import { readFile } from 'node:fs/promises';
import { formatTable } from '../src/cli/format-table.ts';
import {
  type FlexibilityRecord,
  readFlexibilityDocument,
} from '../src/models/flexibility/flexibility-document.ts';
import type { FlexibilityPiece } from '../src/models/flexibility/flexibility-piece.ts';
import {
  type FlexibilityCurve,
  flexibilityCurves,
} from '../src/trends/flexibility/flexibility-curves.ts';
import { adapterSlug } from './support/adapter-slug.ts';
import { writeResult } from './support/write-result.ts';

/** The bar: so many standard errors, for sizes that are neither at the peak nor too few to have a mean. */
const BAR = { z: 4, least: 30, fromPeak: 50 };

export async function main(files: string[]): Promise<void> {
  const runs = await Promise.all(
    files.map(async (file) =>
      readFlexibilityDocument(await readFile(file, 'utf8'), () => Promise.resolve()),
    ),
  );
  const [first] = runs;
  if (first === undefined) {
    throw new Error('Name the files that "flopscope flexibility --json" printed.');
  }
  checkAlike(runs);
  let repeats = 0;
  const pieces = runs.flatMap((run): FlexibilityPiece[] => {
    const before = repeats;
    repeats += run.plan.repeats;
    return run.pieces.map((piece) => ({ ...piece, repeat: before + piece.repeat }));
  });
  const plan = { ...first.plan, repeats };
  const curves = flexibilityCurves(plan, pieces);
  const rows = curves.flatMap((curve) => judgedRows(curve, plan.parameters));
  process.stdout.write(
    `${formatTable([
      ['estimator', 'samples', 'designs', 'mean error', 'closed form', 'z'],
      ...rows.map(({ estimator, samples, count, meanError, expected, z }) => [
        estimator,
        String(samples),
        String(count),
        meanError.toExponential(3),
        expected.toExponential(3),
        z.toFixed(2),
      ]),
    ])}\n`,
  );
  const judged = rows.filter(({ judged: counts }) => counts);
  const worst = Math.max(...judged.map(({ z }) => Math.abs(z)));
  process.stdout.write(
    `${repeats} designs, seeds ${runs.map(({ plan: { seed } }) => seed).join(', ')}. Largest |z| of ${judged.length}: ${worst.toFixed(2)} (bar ${BAR.z}).\n`,
  );
  await writeResult(`flexibility-${adapterSlug(first.device)}`, {
    device: first.device,
    plan,
    seeds: runs.map(({ plan: { seed } }) => seed),
    bar: BAR,
    worst,
    rows,
  });
}

function judgedRows({ estimator, points }: FlexibilityCurve, parameters: number) {
  return points.flatMap(({ samples, count, meanError, theory }) => {
    if (theory?.z === undefined) return [];
    const judged = samples >= BAR.least && Math.abs(samples - parameters) >= BAR.fromPeak;
    return [
      { estimator, samples, count, meanError, expected: theory.meanError, z: theory.z, judged },
    ];
  });
}

/** Designs of different plans, devices or of one seed twice are no sample of anything. */
function checkAlike(runs: readonly FlexibilityRecord[]): void {
  const keys = runs.map(({ plan, device }) =>
    JSON.stringify({ ...plan, seed: 0, repeats: 0, device }),
  );
  if (new Set(keys).size > 1) throw new Error('The runs differ in more than their seeds.');
  if (new Set(runs.map(({ plan }) => plan.seed)).size < runs.length) {
    throw new Error('Two of the runs have the same seed.');
  }
}
