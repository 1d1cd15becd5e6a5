// What weakens a result: the adapter, the clock, the state of the machine, kernels that did not work.
import { formatShare } from '../shared/format.ts';
import type { DeviceProfile, Warning } from '../shared/result/schema.ts';
import { applyRules, explainAs, type Explanation, type Rule } from './explanation.ts';
import { detectedName } from './device-name.ts';
import { isMeasured } from './headline.ts';
import { kernelLabel } from './kernel-label.ts';

/** Above this share of its burst rate a device counts as keeping its pace. */
const KEPT_PACE = 0.95;

/** A clock that can be wrong by more than this shows in the second digit. */
const CLOCK_ERROR_WORTH_SAYING = 0.01;

const rules: readonly Rule[] = [
  softwareAdapter,
  incomplete,
  wrongKernels,
  failedKernels,
  movedDuringRun,
  throttled,
  clock,
  noHalfPrecision,
  wasHidden,
  onBattery,
];

export function cautions(profile: DeviceProfile): readonly Explanation[] {
  return applyRules(rules, profile);
}

const caution = explainAs('caution');

function hasWarning(profile: DeviceProfile, code: Warning['code']): boolean {
  return profile.warnings.some((warning) => warning.code === code);
}

function softwareAdapter({ identity }: DeviceProfile): Explanation | undefined {
  if (!identity.softwareAdapter) return undefined;
  return caution(
    'software-adapter',
    'Not a GPU',
    `${detectedName(identity)} is a software adapter: the processor does the graphics card’s work. Every figure here is marked for it.`,
    'To measure the GPU, turn on hardware acceleration in the browser’s settings, update the graphics driver and restart the browser.',
  );
}

function incomplete({ complete }: DeviceProfile): Explanation | undefined {
  if (complete) return undefined;
  return caution(
    'incomplete',
    'Cut short',
    'The run ended before every planned kernel had been measured. What is here was measured in full.',
    'Measure again for the rest.',
  );
}

function listed(kernels: readonly string[]): string {
  const labels = [...new Set(kernels.map(kernelLabel))];
  const shown = labels.slice(0, 3).join('; ');
  return labels.length > 3 ? `${shown} and ${labels.length - 3} more` : shown;
}

function wrongKernels({ measurements }: DeviceProfile): Explanation | undefined {
  const wrong = measurements.filter(({ status }) => status === 'wrong');
  if (wrong.length === 0) return undefined;
  return caution(
    'kernel-wrong',
    wrong.length === 1
      ? 'One kernel computed wrong numbers'
      : `${wrong.length} kernels computed wrong numbers`,
    `Checked against a double-precision reference and refused: ${listed(wrong.map(({ kernel }) => kernel))}. They were not timed and count nowhere.`,
    'Usually a defect of the driver or the browser: update both. A saved result is what a report needs.',
  );
}

function failedKernels({ measurements }: DeviceProfile): Explanation | undefined {
  const failed = measurements.filter(({ status }) => status === 'failed');
  const [first] = failed;
  if (first === undefined) return undefined;
  const reason = first.status === 'failed' ? first.reason : '';
  return caution(
    'kernel-failed',
    failed.length === 1 ? 'One kernel did not run' : `${failed.length} kernels did not run`,
    `${listed(failed.map(({ kernel }) => kernel))}. ${reason}`,
  );
}

function movedDuringRun(profile: DeviceProfile): Explanation | undefined {
  if (!profile.drift.moved && !hasWarning(profile, 'drifted')) return undefined;
  return caution(
    'drifted',
    'The device changed pace during the run',
    `One fixed kernel, repeated all through the run, changed by ${formatShare(profile.drift.largestChange)}. Differences between kernels smaller than that mean nothing.`,
    'Plug the device in, let it cool, close other tabs that draw, and measure again.',
  );
}

function throttled(profile: DeviceProfile): Explanation | undefined {
  const { sustained } = profile;
  if (sustained !== null && sustained.retained < KEPT_PACE) {
    return caution(
      'throttled',
      'Slower when it works for long',
      `In the last third of the sustained run the device kept ${formatShare(sustained.retained)} of its first half minute. Long training times are computed from the lower rate.`,
      'Better cooling, or a higher power limit, is what would change this.',
    );
  }
  const warning = profile.warnings.find(({ code }) => code === 'throttled');
  return warning && caution('throttled', 'Slower when it works for long', warning.message);
}

function clock(profile: DeviceProfile): Explanation | undefined {
  const worst = profile.measurements
    .filter(isMeasured)
    .reduce((largest, { clockError }) => Math.max(largest, clockError), 0);
  const coarse = worst > CLOCK_ERROR_WORTH_SAYING || hasWarning(profile, 'coarse-clock');
  if (!coarse && profile.timingMethod === 'timestamp-query') return undefined;
  if (!coarse && profile.timingForced) return undefined;
  const method =
    profile.timingMethod === 'timestamp-query'
      ? 'Times come from the GPU’s own timestamps, which this browser rounds.'
      : 'Times come from the page’s clock, as the slope between short and long runs: this adapter offers no timestamps, or they were not used.';
  return caution(
    coarse ? 'coarse-clock' : 'no-timestamp-query',
    coarse ? 'A coarse clock' : 'Timed by the page’s clock',
    worst > 0
      ? `${method} That can put a single sample off by up to ${formatShare(worst)}.`
      : method,
    coarse ? 'The full suite takes longer samples, on which the clock weighs less.' : undefined,
  );
}

function noHalfPrecision({ environment }: DeviceProfile): Explanation | undefined {
  if (environment.features.includes('shader-f16')) return undefined;
  return caution(
    'no-f16',
    'No f16 here',
    'This adapter does not offer “shader-f16” to the browser, so half precision was not measured.',
    environment.host === 'browser'
      ? 'A newer driver or browser may add it; some GPUs have no half precision at all.'
      : undefined,
  );
}

function wasHidden(profile: DeviceProfile): Explanation | undefined {
  const { visibility } = profile.environment;
  if (visibility !== 'was-hidden' && !hasWarning(profile, 'was-hidden')) return undefined;
  return caution(
    'was-hidden',
    'The tab was hidden',
    'Browsers slow down pages in the background, and this one was in the background for part of the run.',
    'Measure again with the tab in front.',
  );
}

function onBattery({ environment }: DeviceProfile): Explanation | undefined {
  const { battery } = environment;
  if (battery === null || battery.charging) return undefined;
  return caution(
    'on-battery',
    'On battery',
    `The device ran on its battery (${formatShare(battery.level)} full); most laptops slow their GPU down for it.`,
    'Plug it in and measure again.',
  );
}
