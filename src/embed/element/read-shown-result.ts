// What of the author's result is drawn, read from JSON that may hold anything. Only the fields that are drawn are checked,
// and by hand: the whole schemas (src/shared/result, src/results/link/summary.ts) would add half to the shell. They hold for
// the same document as soon as the run part has it, before anything is compared.
import { deviceName } from '../../results/device-name.ts';
import { precisionOrder } from '../../results/headline.ts';
import { type HeadlineCandidate, headlineOfRun } from '../../results/link/headline-of-run.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import type { SuiteId } from '../../shared/result/schema.ts';
import type { Interval } from '../../shared/interval.ts';
import type { ShownResult } from '../shown-result.ts';
import { shownFigures } from '../shown-result-of.ts';
import {
  booleanOf,
  dateOf,
  listOf,
  notNegativeOf,
  oneOf,
  positiveOf,
  recordOf,
  refusal,
  textOf,
  type Unread,
} from './unread.ts';

/** Of summaries and results alike; a test holds it equal to the versions of their schemas. */
export const LATEST_VERSION = 1;

/** As the schema has them; a test holds them equal. */
export const suiteIds: readonly SuiteId[] = [
  'smoke',
  'quick',
  'full',
  'sustained',
  'training',
  'shrink',
];

interface Timed {
  readonly flops: number;
  readonly bytes: number;
  readonly durationMs: Interval;
}

/** @throws FlopscopeError `invalid-document` or `newer-document`, naming the field. */
export function readShownResult(document: unknown): ShownResult {
  const from = recordOf(document, 'its top level');
  const format = oneOf(from['format'], ['flopscope-summary', 'flopscope-result']);
  if (format === undefined) throw refusal('format');
  const isSummary = format === 'flopscope-summary';
  if (positiveOf(from[isSummary ? 'version' : 'schemaVersion'], 'version') > LATEST_VERSION) {
    throw new FlopscopeError(
      'newer-document',
      'The result in the tag was written by a later version of Flopscope. Use the script of that version.',
    );
  }
  const identity = isSummary ? from : recordOf(from['identity'], 'identity');
  const named = (field: string): string => textOf(identity[field], field, 500);
  const softwareAdapter = booleanOf(identity['softwareAdapter'], 'softwareAdapter');
  const suite = oneOf(from['suite'], suiteIds);
  if (suite === undefined) throw refusal('suite');
  return {
    device: deviceName({
      vendor: named('vendor'),
      architecture: named('architecture'),
      device: named('device'),
      description: named('description'),
      label: named('label'),
      note: '',
      softwareAdapter,
    }),
    softwareAdapter,
    createdAt: dateOf(from['createdAt'], 'createdAt'),
    suite,
    suiteVersion: textOf(from['suiteVersion'], 'suiteVersion', 20),
    complete: booleanOf(from['complete'], 'complete'),
    figures: shownFigures(
      headlineOfRun({ figures: isSummary ? figuresOfSummary(from) : figuresOfResult(from) }),
    ),
  };
}

function figuresOfSummary(from: Unread): readonly HeadlineCandidate[] {
  return [
    ...listOf(from['ceilings'], 'ceilings').map((entry): HeadlineCandidate => {
      const [ceiling, , timing] = listOf(entry, 'ceilings');
      return { kind: 'ceiling', ceiling: textOf(ceiling, 'ceilings', 40), ...timed(timing) };
    }),
    ...listOf(from['kernels'], 'kernels').map((entry) => {
      const [problem, sumsInHalf, timing] = listOf(entry, 'kernels');
      return kernel(problem, sumsInHalf, timed(timing));
    }),
  ];
}

/** Positional, as src/results/link/summary.ts has it: the ends of the interval are told over its median. */
function timed(entry: unknown): Timed {
  const [, , flops, bytes, ms, low, high] = listOf(entry, 'timing');
  const median = positiveOf(ms, 'timing');
  return {
    flops: notNegativeOf(flops, 'flops'),
    bytes: notNegativeOf(bytes, 'bytes'),
    durationMs: intervalOf(
      median,
      median * positiveOf(low, 'timing'),
      median * positiveOf(high, 'timing'),
    ),
  };
}

function figuresOfResult(from: Unread): readonly HeadlineCandidate[] {
  return [
    ...listOf(from['ceilings'], 'ceilings').map((entry): HeadlineCandidate => {
      const ceiling = recordOf(entry, 'ceilings');
      return {
        kind: 'ceiling',
        ceiling: textOf(ceiling['kind'], 'ceilings', 40),
        ...timedOfResult(ceiling['best']),
      };
    }),
    ...listOf(from['measurements'], 'measurements').flatMap((entry) => {
      const measurement = recordOf(entry, 'measurements');
      if (measurement['status'] !== 'measured') return [];
      const problem = recordOf(measurement['problem'], 'problem');
      const parameters = recordOf(measurement['parameters'], 'parameters');
      // As `accumulatesInHalf` of src/shared/result has it.
      const sumsInHalf = problem['precision'] === 'f16' && parameters['accumulatorBits'] === 16;
      return [kernel(problem, sumsInHalf, timedOfResult(entry))];
    }),
  ];
}

function timedOfResult(entry: unknown): Timed {
  const best = recordOf(entry, 'best');
  const duration = recordOf(best['durationMs'], 'durationMs');
  return {
    flops: notNegativeOf(best['flops'], 'flops'),
    bytes: notNegativeOf(best['bytes'], 'bytes'),
    durationMs: intervalOf(duration['median'], duration['low'], duration['high']),
  };
}

function intervalOf(median: unknown, low: unknown, high: unknown): Interval {
  return {
    median: positiveOf(median, 'durationMs'),
    low: positiveOf(low, 'durationMs'),
    high: positiveOf(high, 'durationMs'),
  };
}

function kernel(problem: unknown, sumsInHalf: unknown, times: Timed): HeadlineCandidate {
  const entry = recordOf(problem, 'problem');
  const precision = oneOf(entry['precision'], precisionOrder);
  if (precision === undefined) throw refusal('precision');
  return {
    kind: 'kernel',
    problem: { op: textOf(entry['op'], 'op', 40), precision },
    sumsInHalf: sumsInHalf === true,
    ...times,
  };
}
