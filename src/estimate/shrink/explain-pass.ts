// Why the saving that counting promises does or does not arrive on a device, as sentences.
import { formatAmount, formatShare } from '../../shared/format.ts';
import { problemMacs } from '../../shared/problem.ts';
import type { PassOfGraph } from './compare-pass.ts';
import type { PassComparison, TimeParts } from './variant-comparison.ts';

/** A pass, and what it was foretold from. */
export interface TracedPass {
  readonly pass: PassComparison;
  readonly graph: PassOfGraph;
}

/** Less is not worth a sentence. */
const NOTABLE_SHARE = 0.1;

/** Of the promised speed-up: below, something keeps it from arriving. */
const ARRIVED = 0.9;

/** @param how "", or which pass it is about: "Writing: ". */
export function explainPass(how: string, own: TracedPass, dense: TracedPass): readonly string[] {
  const { untimed } = own.graph;
  if (untimed !== undefined) return [`${how}${untimed}`];
  const { measuredSpeedup: measured, parts, theoreticalSpeedup } = own.pass;
  if (measured === null || parts === null) return [];
  const sentences: string[] = [];
  if (own.graph.standIns.length > 0) {
    sentences.push(
      `Not measured in this profile, and foretold from similar kernels: ${own.graph.standIns.join(', ')}.`,
    );
  }
  if (own.graph.byBandwidth.length > 0) {
    sentences.push(
      `Not measured in this profile, and foretold from its memory bandwidth: ${own.graph.byBandwidth.join(', ')}. Measure with the suite "shrink" to know.`,
    );
  }
  if (measured.low < 1 && measured.high > 1) {
    sentences.push(
      'Whether it is faster than the dense network cannot be told: the interval contains 1.',
    );
  }
  if (measured.value < ARRIVED * Math.max(1, theoreticalSpeedup)) {
    sentences.push(...reasons(parts, dense.pass.parts, own, dense));
  }
  return sentences.map((sentence) => `${how}${sentence}`);
}

function reasons(
  parts: TimeParts,
  denseParts: TimeParts | null,
  own: TracedPass,
  dense: TracedPass,
): readonly string[] {
  const total = parts.dense + parts.compressed + parts.moving + parts.rest;
  const share = (seconds: number) => seconds / total;
  const rates = rateSentence(own.graph, dense.graph);
  const moved = share(parts.moving - (denseParts?.moving ?? 0));
  const unchanged = share(parts.dense + parts.rest);
  const isCompressed = parts.compressed > 0;
  return [
    ...(rates === undefined ? [] : [rates]),
    ...(moved >= NOTABLE_SHARE
      ? [
          `Copies and conversions that the dense network does not need take ${formatShare(moved)} of its time.`,
        ]
      : []),
    ...(isCompressed && unchanged >= NOTABLE_SHARE
      ? [`${formatShare(unchanged)} of its time goes into layers that are not compressed.`]
      : []),
    ...(share(parts.memoryBound) >= NOTABLE_SHARE
      ? [
          `${formatShare(share(parts.memoryBound))} of its time is bound by memory, where fewer FLOPs do not help: bytes count.`,
        ]
      : []),
    ...(share(parts.launches) >= NOTABLE_SHARE
      ? [
          `Launching its ${own.graph.program.runs ? own.graph.program.steps.length : 0} kernels takes ${formatShare(share(parts.launches))} of its time.`,
        ]
      : []),
  ];
}

/** Compute-bound: how fast the kernels of compressed weights multiply beside dense ones. */
function rateSentence(own: PassOfGraph, dense: PassOfGraph): string | undefined {
  const compressed = rateOf(own, true);
  const plain = rateOf(dense, false);
  if (compressed === undefined || plain === undefined) return undefined;
  if (compressed >= plain) return undefined;
  const [slow, fast] = [compressed, plain].map((rate) => formatAmount(rate, 'FLOP/s'));
  return `Its compressed products reach ${slow} of what they store (1 MAC = 2 FLOP), dense ones ${fast}: ${formatShare(compressed / plain)} of that rate.`;
}

/** FLOP/s of the products of a program. */
function rateOf({ program, predictor }: PassOfGraph, ofCompressed: boolean): number | undefined {
  if (!program.runs || predictor === undefined) return undefined;
  let [flops, seconds] = [0, 0];
  for (const { problem } of program.steps) {
    const isCompressed = problem.op === 'sparse-matmul' || problem.op === 'quantized-matmul';
    if (isCompressed !== ofCompressed || problemMacs(problem) === 0) continue;
    flops += 2 * problemMacs(problem);
    seconds += predictor.time(problem).seconds;
  }
  return seconds === 0 ? undefined : flops / seconds;
}
