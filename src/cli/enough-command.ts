// `flopscope enough --accuracy A`: the models that are good enough, the cheapest on a measured device first.
import { Command, Option } from 'commander';
import type { FootprintRequest } from '../estimate/footprint/footprint.ts';
import { costCandidates, type CostedCandidate } from '../estimate/shrink/cost-candidates.ts';
import { type Evaluation, findEvaluation, IMAGENET } from '../estimate/shrink/evaluations.ts';
import { CRITERIA, type Criterion } from '../estimate/shrink/rank-candidates.ts';
import { checkedGoal, smallestEnough } from '../estimate/shrink/smallest-enough.ts';
import { loadCompression } from '../facts/compression.ts';
import { deviceName } from '../results/device-name.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import { cardFootprint } from './card-footprint.ts';
import { formatEnough } from './format-enough.ts';
import { measuredProfile } from './measured-profile.ts';
import { print } from './print.ts';

interface Options {
  readonly accuracy: string;
  readonly by: Criterion;
  readonly evaluation: string;
  readonly card?: string;
  readonly profile?: string;
  readonly json?: true;
}

export function enoughCommand(): Command {
  return new Command('enough')
    .description('find the cheapest models that are accurate enough, on a measured device')
    .requiredOption('--accuracy <score>', 'what is needed: top-1 on ImageNet in per cent')
    .addOption(
      new Option('--by <criterion>', 'what is to be cheap')
        .choices([...CRITERIA])
        .default('inference'),
    )
    .option('--evaluation <id>', 'another evaluation, for instance glue-dev-bert', IMAGENET)
    .option('--profile <file>', 'result of "flopscope measure"; the latest one when left out')
    .option('--card <id>', 'the card of that device, for its power; see "flopscope list cards"')
    .option('--json', 'print every candidate as JSON')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const evaluation = findEvaluation(options.evaluation, await loadCompression());
  // What is asked for is checked before anything is measured.
  const goal = checkedGoal(options.accuracy, evaluation);
  const profile = await measuredProfile(options.profile);
  const footprint = await cardFootprint(profile, options.card);
  const answer = smallestEnough({
    evaluation,
    goal,
    criterion: options.by,
    costed: costWithProgress(evaluation, profile, footprint),
    profile,
    footprint,
  });
  await print(
    options.json === true
      ? `${JSON.stringify(answer, null, 2)}\n`
      : formatEnough(answer, deviceName(profile.identity)),
  );
}

function costWithProgress(
  { candidates }: Evaluation,
  profile: DeviceProfile,
  footprint: FootprintRequest,
): readonly CostedCandidate[] {
  const { stderr } = process;
  const costed: CostedCandidate[] = [];
  for (const candidate of costCandidates({ candidates, profile, footprint })) {
    costed.push(candidate);
    if (stderr.isTTY) {
      stderr.write(`\r\x1b[2K${costed.length} of ${candidates.length}  ${candidate.name}`);
    }
  }
  if (stderr.isTTY) stderr.write('\r\x1b[2K');
  return costed;
}
