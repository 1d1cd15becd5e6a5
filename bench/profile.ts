// npm run bench:profile: a suite in Chromium or Node, printed as the command line prints it, and the best of
// every family as a share of its ceiling.
import { formatResult } from '../src/cli/format-result.ts';
import { familyName, kernelName } from '../src/results/kernel-label.ts';
import { problemLabel } from '../src/shared/problem.ts';
import type { DeviceProfile, Measured } from '../src/shared/result/schema.ts';
import { parseArguments } from './support/arguments.ts';
import { runBenchmark } from './support/hosts.ts';
import { writeResult } from './support/write-result.ts';

export async function main(args: string[]): Promise<void> {
  const { host, suite } = parseArguments(args);
  const profile = (await runBenchmark(host, 'profile', { suite })) as DeviceProfile;
  process.stdout.write(`${formatResult(profile)}\n${bestOfFamilies(profile)}\n`);
  const { vendor, architecture } = profile.identity;
  await writeResult(`${suite}-${host}-${vendor}-${architecture}`, profile);
}

/** Of each operation and precision the kernel with the largest share. */
function bestOfFamilies({ measurements }: DeviceProfile): string {
  const best = new Map<string, Measured>();
  for (const entry of measurements) {
    if (entry.status !== 'measured' || entry.shareOfCeiling === undefined) continue;
    const sum = entry.parameters['accumulatorBits'] === 16 ? ' summed in f16' : '';
    const key = `${entry.problem.op} ${entry.problem.precision}${sum}`;
    const other = best.get(key)?.shareOfCeiling?.median ?? 0;
    if (entry.shareOfCeiling.median > other) best.set(key, entry);
  }
  const lines = [...best].map(
    ([key, { kernel, problem, shareOfCeiling, flopsPerSecond, bytesPerSecond }]) => {
      const rate = flopsPerSecond ?? bytesPerSecond;
      const unit = flopsPerSecond === undefined ? 'GB/s' : 'GFLOP/s';
      const share = `${((shareOfCeiling?.median ?? 0) * 100).toFixed(1)} %`;
      return `| ${key} | ${familyName(kernel)}, ${kernelName(kernel)} | ${problemLabel(problem)} | ${(rate.median / 1e9).toPrecision(3)} ${unit} | ${share} |`;
    },
  );
  return [
    '| operation | best kernel | problem | rate | of its ceiling |',
    '|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}
