// What may stand between two runs. Each rule looks at the pair and gives one reason, or none; none of them depends on
// which run was named first.
import { formatAmount, formatShare } from '../../shared/format.ts';
import { type RunPair, whichOf } from './run-pair.ts';
import {
  CLOCK_ERROR_UNNOTICED,
  DRIFT_TOO_LARGE,
  DRIFT_UNNOTICED,
  THROTTLED_BELOW,
} from './thresholds.ts';
import type { Reason, ReasonCode } from './verdict.ts';

type Rule = (pair: RunPair) => Reason | undefined;

export const runRules: readonly Rule[] = [
  softwareAdapters,
  suite,
  suiteVersion,
  drifted,
  timingMethod,
  coarseClock,
  wasHidden,
  onBattery,
  throttled,
  incomplete,
  host,
  runtime,
];

const refused = (code: ReasonCode, sentence: string): Reason => ({
  code,
  verdict: 'not-comparable',
  sentence,
});

const withCare = (code: ReasonCode, sentence: string): Reason => ({
  code,
  verdict: 'with-care',
  sentence,
});

function softwareAdapters(pair: RunPair): Reason | undefined {
  const [one, other] = pair;
  const software = whichOf(pair, ({ identity }) => identity.softwareAdapter);
  if (software === undefined) return undefined;
  if (!software.both) {
    return refused(
      'software-and-gpu',
      `${software.names} is a software adapter, the other a GPU: the ratio says nothing of two GPUs. Turn on hardware acceleration there and measure again.`,
    );
  }
  return withCare(
    'software-adapters',
    `${one.name} and ${other.name} are software adapters: their figures are those of processors, which results do not name. Make sure that it is the same processor, or which two they are.`,
  );
}

function suite([one, other]: RunPair): Reason | undefined {
  if (one.suite === other.suite) return undefined;
  return withCare(
    'suite',
    `${one.name} ran the suite ${one.suite}, ${other.name} the suite ${other.suite}: they spend unlike times on choosing kernels and on samples. Compare kernels of the same code, or measure both with one suite.`,
  );
}

/** The first part is raised when timing itself changes; the second when problems, sweeps or sampling do. */
function suiteVersion([one, other]: RunPair): Reason | undefined {
  const [major = '', minor = ''] = one.suiteVersion.split('.');
  const [otherMajor = '', otherMinor = ''] = other.suiteVersion.split('.');
  const versions = `${one.name} was measured by version ${one.suiteVersion} of the suites, ${other.name} by ${other.suiteVersion}`;
  if (major !== otherMajor) {
    return refused(
      'suite-version',
      `${versions}: what is measured changed in between. Measure both with one version.`,
    );
  }
  if (minor === otherMinor) return undefined;
  return withCare(
    'suite-version',
    `${versions}: problems, sweeps or sampling changed in between. Compare kernels of the same code, or measure both with one version.`,
  );
}

function drifted(pair: RunPair): Reason | undefined {
  const moved = whichOf(pair, ({ drift }) => drift > DRIFT_UNNOTICED);
  if (moved === undefined) return undefined;
  const most = Math.max(...pair.map(({ drift }) => drift));
  const what = `${moved.names} changed pace during the run, by ${formatShare(most)}${moved.both ? ' at most' : ''}`;
  const remedy =
    'Plug the device in, let it cool, close what else is working there, and measure again.';
  return most > DRIFT_TOO_LARGE
    ? refused('drifted', `${what}: its own figures do not stand side by side. ${remedy}`)
    : withCare('drifted', `${what}: differences smaller than that mean nothing. ${remedy}`);
}

/**
 * bench/results/clocks-*.json: the two clocks agree within 3.2 % in the median and 8.4 % at the end of the interval.
 */
function timingMethod([one, other]: RunPair): Reason | undefined {
  if (one.timingMethod === other.timingMethod) return undefined;
  const stamped = one.timingMethod === 'timestamp-query' ? one : other;
  const timed = stamped === one ? other : one;
  return withCare(
    'timing-method',
    `${stamped.name} was timed by the GPU’s timestamps, ${timed.name} by the host’s clock: the two were seen to differ by up to 8 % on one device. Have both timed by the same clock.`,
  );
}

function coarseClock(pair: RunPair): Reason | undefined {
  const coarse = whichOf(pair, ({ clockError }) => clockError > CLOCK_ERROR_UNNOTICED);
  if (coarse === undefined) return undefined;
  const bound = formatShare(Math.max(...pair.map(({ clockError }) => clockError)));
  const [quantum] = pair.flatMap(({ quantumNs }) => quantumNs ?? []).sort((a, b) => b - a);
  const steps =
    quantum === undefined ? '' : `, whose steps are up to ${formatAmount(quantum / 1e9, 's')}`;
  return withCare(
    'coarse-clock',
    `${coarse.names} had a coarse clock${steps}: a single sample can be off by ${bound}. Measure with the suite full, whose samples are longer, or turn on the browser’s precise timestamps.`,
  );
}

/** Hidden pages have their timers held back: that reaches the host's clock, not the GPU's timestamps. */
function wasHidden(pair: RunPair): Reason | undefined {
  const hidden = whichOf(pair, ({ visibility }) => visibility === 'was-hidden');
  if (hidden === undefined) return undefined;
  const byHostClock = pair.some(
    (run) => run.visibility === 'was-hidden' && run.timingMethod === 'wall-clock-slope',
  );
  const what = `The page of ${hidden.names} was in the background for a while, where browsers slow pages down`;
  const remedy = 'Keep it in front and measure again.';
  return byHostClock
    ? refused('was-hidden', `${what}, and its times are those of the page’s clock. ${remedy}`)
    : withCare('was-hidden', `${what}. ${remedy}`);
}

function onBattery(pair: RunPair): Reason | undefined {
  const unplugged = whichOf(pair, ({ charging }) => charging === false);
  if (unplugged === undefined) return undefined;
  return withCare(
    'on-battery',
    `${unplugged.names} ran on battery, on which many devices hold the GPU back. Plug in and measure again.`,
  );
}

function throttled(pair: RunPair): Reason | undefined {
  const slowed = whichOf(pair, ({ retained }) => (retained ?? 1) < THROTTLED_BELOW);
  if (slowed === undefined) return undefined;
  const least = Math.min(...pair.map(({ retained }) => retained ?? 1));
  return withCare(
    'throttled',
    `${slowed.names} kept only ${formatShare(least)} of the first rate under lasting load: short runs promise more than it holds. Compare the steady rates of the suite sustained, or cool it better.`,
  );
}

function incomplete(pair: RunPair): Reason | undefined {
  const cut = whichOf(pair, ({ complete }) => !complete);
  if (cut === undefined) return undefined;
  return withCare(
    'incomplete',
    `${cut.names} ended before every planned kernel had been measured: a faster one may be missing. Measure again to the end.`,
  );
}

/** bench/results/repeatability-quick-*.json: on one adapter the median launch rate differs by 21 % between the hosts. */
function host([one, other]: RunPair): Reason | undefined {
  if (one.host === other.host) return undefined;
  const page = one.host === 'browser' ? one : other;
  const node = page === one ? other : one;
  return withCare(
    'host',
    `${page.name} was measured in a browser, ${node.name} in Node: on one adapter a launch was seen to differ by 21 %. Measure both in the same host.`,
  );
}

/** Browsers have shader compilers of their own; versions of one browser are what a history follows. */
function runtime([one, other]: RunPair): Reason | undefined {
  const product = (name: string): string => name.split(/[\s/]/u)[0]?.toLowerCase() ?? '';
  if (one.host !== other.host || product(one.runtime) === product(other.runtime)) return undefined;
  return withCare(
    'runtime',
    `${one.name} was measured in ${one.runtime}, ${other.name} in ${other.runtime}, which compile shaders differently. Measure both in the same browser to compare the devices alone.`,
  );
}
