// The gradient-check table: every case on this machine's adapter, its largest error against float64 differences and
// the bound that f32 rounding allows. npm run bench:gradients
import { checkGradients } from '../test/support/float64/check-gradients.ts';
import { executorRunner } from '../test/support/float64/executor-runner.ts';
import { gradientCases } from '../test/support/float64/gradient-cases.ts';
import { formatTable } from '../src/cli/format-table.ts';
import { nodeProvider } from '../src/cli/node-provider.ts';
import { acquireDevice } from '../src/engine/device/acquire-device.ts';
import { missingLayers } from '../src/models/program/compile-program.ts';

export async function main(): Promise<void> {
  const session = await acquireDevice(await nodeProvider());
  const rows = [['case', 'entries', 'skipped', 'largest error', 'bound', 'of the bound']];
  let worst = 0;
  try {
    for (const each of gradientCases) {
      const options = { precision: 'f32', mode: 'training', inputGradients: true } as const;
      const [missing] = missingLayers(each.graph, options);
      if (missing !== undefined) {
        rows.push([each.name, '', '', missing.reason]);
        continue;
      }
      const report = await checkGradients(executorRunner(session), each);
      const share = report.worstError / report.bound;
      worst = Math.max(worst, share);
      rows.push([
        each.name,
        String(report.entriesChecked),
        String(report.entriesSkipped),
        report.worstError.toExponential(1),
        report.bound.toExponential(1),
        `${(100 * share).toFixed(0)} %`,
      ]);
    }
  } finally {
    session.dispose();
  }
  process.stdout.write(
    `${formatTable(rows)}\n  Largest: ${(100 * worst).toFixed(0)} % of its bound.\n`,
  );
}
