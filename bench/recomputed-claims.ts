// npm run bench:claims: what the founding articles say of efficiency, limits and cost beside what Flopscope makes of it,
// as tables in Markdown. The page shows the same; this prints it for a sceptic.
import { mkdir, writeFile } from 'node:fs/promises';
import { loadComputationalLimits } from '../src/facts/computational-limits.ts';
import { loadCostClaims } from '../src/facts/cost-claims.ts';
import { loadNotableModels } from '../src/facts/notable-models.ts';
import { loadModelMarks } from '../src/facts/notable-models-marks.ts';
import { checkCostClaim } from '../src/trends/claims/check-cost-claim.ts';
import { loadEfficiencyRuler } from '../src/trends/efficiency/efficiency-ruler.ts';
import { claimedLine } from '../src/trends/growth/claimed-line.ts';
import { limitCurves } from '../src/trends/limits/limit-curves.ts';
import { markdownTable } from './support/markdown-table.ts';

const PATH = 'bench/results/recomputed-claims.md';

export async function main(): Promise<void> {
  const parts = [
    '# Claims beside their recomputation',
    'Sources, dates and licences stand in src/facts; "unverified" rests on something that was recalled. 1 MAC = 2 FLOP.',
    '## Efficiency',
    await efficiency(),
    '## Growth',
    await growth(),
    '## The paper’s curves at the row that they were not drawn through, powers of ten of Gflop',
    await limits(),
    '## Cost, energy and carbon',
    await costs(),
  ];
  const text = `${parts.join('\n\n')}\n`;
  await mkdir('bench/results', { recursive: true });
  await writeFile(PATH, text);
  process.stdout.write(`${text}written: ${PATH}\n`);
}

async function efficiency(): Promise<string> {
  const { claims } = await loadEfficiencyRuler();
  return markdownTable(
    ['claim', 'claimed', 'ours', 'difference', 'verdict', 'why'],
    claims.map(({ claim, quantity, published, ours, difference, verdict, reason }) => {
      const unit = quantity === 'months' ? 'months' : 'times';
      const { low, high } = ours?.bounds ?? {};
      const interval =
        low === undefined || high === undefined ? '' : ` (${low.toFixed(1)}–${high.toFixed(1)})`;
      return [
        claim,
        `${published} ${unit}`,
        ours === null ? '–' : `${ours.value.toFixed(1)} ${unit}${interval}`,
        difference === null ? '–' : `${(100 * difference).toFixed(1)} %`,
        verdict,
        reason,
      ];
    }),
  );
}

async function growth(): Promise<string> {
  const { sentence, factorPerYear, fitted, verdict } = claimedLine(
    await loadNotableModels(),
    await loadModelMarks(),
  );
  return markdownTable(
    ['claim', 'claimed', 'ours', 'why'],
    [[sentence, `${factorPerYear}`, fitted === null ? '–' : fitted.value.toFixed(1), verdict]],
  );
}

async function limits(): Promise<string> {
  const { benchmarks } = await loadComputationalLimits();
  return markdownTable(
    ['benchmark', 'form', 'error', 'table (unverified)', 'curve', 'difference'],
    benchmarks
      .map(limitCurves)
      .flatMap(({ name, polynomial, exponential }) =>
        [polynomial, exponential].map(({ form, check }) => [
          name,
          form,
          `${check.errorPercent} %`,
          String(check.tableLog10Gflop),
          check.curveLog10Gflop.toFixed(1),
          (check.curveLog10Gflop - check.tableLog10Gflop).toFixed(1),
        ]),
      ),
  );
}

async function costs(): Promise<string> {
  const rows = (await loadCostClaims()).flatMap((claim) => {
    const checked = checkCostClaim(claim);
    if (!checked.ok) throw new Error(`The claim ${claim.id} cannot be reckoned.`);
    return [checked.result, ...checked.others].map((outcome, index) => [
      index === 0 ? claim.title : `… ${outcome.label}`,
      outcome.published?.printed ?? '–',
      `${outcome.printed}${outcome.unverified ? ' (unverified)' : ''}`,
      outcome.published?.printedDifference ?? '–',
      index === 0 ? [outcome.issue, checked.why].filter(Boolean).join(' ') : '',
    ]);
  });
  return markdownTable(['claim', 'published', 'ours', 'difference', 'why'], rows);
}
