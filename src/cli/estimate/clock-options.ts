// `--card`, `--project-to` and `--native-peak` of `flopscope estimate`: what the run would take in native software,
// and in the browser on another GPU. Every time says by which clock it runs.
import { type Command, Option } from 'commander';
import { clockName, type ClockTime, type ClockName } from '../../estimate/clocks/clock-time.ts';
import { type Clocks, compareClocks, ownCardOf } from '../../estimate/clocks/compare-clocks.ts';
import { describeTimes } from '../../estimate/clocks/describe-times.ts';
import { isTrainingPeak, peakName, TRAINING_PEAKS } from '../../estimate/clocks/native-peak.ts';
import type { NativeUtilization } from '../../estimate/clocks/native-utilization.ts';
import type { TrainingEstimate } from '../../estimate/training-estimate.ts';
import { type Accelerator, loadAccelerators } from '../../facts/accelerators.ts';
import { unknownName } from '../../models/nearest-names.ts';
import { deviceName } from '../../results/device-name.ts';
import { formatShare } from '../../shared/format.ts';
import { formatDurationEstimate } from '../../shared/format-duration.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { formatTable } from '../format-table.ts';

export interface ClockOptions {
  readonly card?: string;
  readonly projectTo?: string;
  readonly nativePeak?: string;
}

/** `--card` is defined here; energy and memory read it too. */
export function addClockOptions(command: Command): Command {
  return command
    .option('--card <id>', 'the card of that device, see "flopscope list cards"')
    .option('--project-to <id>', 'carry the browser’s time over to another card')
    .addOption(
      new Option('--native-peak <kind>', 'which peak native software is reckoned by').choices([
        ...TRAINING_PEAKS,
      ]),
    );
}

/** @throws FlopscopeError `unknown-name` for a card that is not in the list, before anything is measured. */
export async function checkClockOptions({ card, projectTo }: ClockOptions): Promise<void> {
  const cards = await loadAccelerators();
  for (const id of [card, projectTo]) if (id !== undefined) findCard(id, cards);
}

/** Nothing where neither a card was named nor the adapter tells which it is. */
export async function estimateClocks(
  estimate: TrainingEstimate,
  profile: DeviceProfile,
  options: ClockOptions,
): Promise<Clocks | undefined> {
  const { card, projectTo, nativePeak } = options;
  const cards = await loadAccelerators();
  const ownCard = card === undefined ? ownCardOf(profile.identity, cards) : findCard(card, cards);
  const otherCard = projectTo === undefined ? undefined : findCard(projectTo, cards);
  if (ownCard === undefined && otherCard === undefined) return undefined;
  return compareClocks({
    estimate,
    profile,
    device: deviceName(profile.identity),
    ownCard: profile.identity.softwareAdapter ? undefined : ownCard,
    nativeCard: ownCard ?? otherCard,
    otherCard,
    peak: nativePeak !== undefined && isTrainingPeak(nativePeak) ? nativePeak : undefined,
  });
}

export function formatClocks(clocks: Clocks | undefined): string {
  if (clocks === undefined) return '';
  const { browser, native, projection, notices } = clocks;
  return [
    'Clocks (never to be added or mixed)',
    formatTable([
      ['clock', 'on', 'whole run', 'between', 'one step'],
      clockRow(browser, 'this device'),
      ...(projection === undefined ? [] : [clockRow(projection.time, projection.to.name)]),
      ...(native === undefined ? [] : [clockRow(native.time, native.card.name)]),
    ]),
    ...(native === undefined
      ? []
      : [
          `  Native software with ${peakName(native.peak)} on ${native.card.name} would be ${describeTimes(native.timesAsFast)} as fast as this browser (projected).`,
          ...native.assumptions.map((sentence) => `  - ${sentence}`),
          ...conflictLines(native.utilization),
        ]),
    ...(projection === undefined ? [] : projection.assumptions.map((each) => `  - ${each}`)),
    ...notices.map((notice) => `! ${notice}`),
    '',
  ].join('\n');
}

function clockRow(time: ClockTime<ClockName>, on: string): string[] {
  const run = formatDurationEstimate(time.runSeconds);
  const step = formatDurationEstimate(time.stepSeconds);
  return [clockName(time.clock), on, run.value, run.range, step.value];
}

function conflictLines({ conflicts }: NativeUtilization): string[] {
  return conflicts.map(({ model, records }) => {
    const said = records.map(
      ({ utilization, source, provenance }) =>
        `${formatShare(utilization)} (${source}${provenance === 'memory' ? ', unverified' : ''})`,
    );
    return `  - The sources disagree on ${model}: ${said.join(' against ')}.`;
  });
}

/** @throws FlopscopeError `unknown-name` naming the nearest cards. */
function findCard(id: string, cards: readonly Accelerator[]): Accelerator {
  const found = cards.find((card) => card.id === id.toLowerCase());
  if (found !== undefined) return found;
  throw unknownName('card', id, cards);
}
