// What is known of one network when it was trained by both sides. Plain JSON: it crosses from the page.
import type { Interval } from '../../../src/shared/statistics.ts';
import type { SentinelRecord } from '../row.ts';
import type { StepNetworkId } from './networks.ts';
import type { Agreement } from './same-step.ts';

export interface SideRecord {
  readonly form: string;
  /** Milliseconds of one step. */
  readonly stepMs: Interval;
  /** The same by round. */
  readonly samplesMs: readonly number[];
  readonly stepsPerSample: number;
}

export interface StepRow {
  readonly network: StepNetworkId;
  readonly name: string;
  readonly flopscope: SideRecord;
  readonly tfjs: SideRecord;
  /** All ways of running tfjs with the milliseconds of a step when they were tried; the fastest was timed. */
  readonly tfjsForms: readonly { readonly form: string; readonly stepMs: number }[];
  readonly agreement: Agreement;
  /** Ways of running tfjs that did not compute the same. */
  readonly failures: readonly string[];
  /** Time of tfjs over ours: median over the rounds. */
  readonly ratio: Interval;
  readonly ratios: readonly number[];
  readonly sentinel: SentinelRecord;
  readonly seconds: number;
}

export interface StepsFacts {
  readonly adapter: string;
  readonly runtime: string;
  readonly operatingSystem: string;
  readonly sentinel: string;
  /** Of an empty submit. */
  readonly waitMs: { readonly flopscope: number; readonly tfjs: number };
}

export function formatRow({
  name,
  flopscope,
  tfjs,
  tfjsForms,
  agreement,
  ratio,
  sentinel,
  failures,
}: StepRow): string {
  const { entries } = agreement;
  return [
    name,
    `  the same step: losses within ${small(agreement.loss)}, gradients ${small(agreement.gradient)}, updates ${small(agreement.update)}, running statistics ${small(agreement.state)} (${entries} weights)`,
    `  Flopscope  ${interval(flopscope.stepMs)} ms a step, ${flopscope.form}`,
    `  tfjs       ${interval(tfjs.stepMs)} ms a step, ${tfjs.form}`,
    ...tfjsForms.map(
      ({ form, stepMs }) => `             ${stepMs.toPrecision(3)} ms when tried: ${form}`,
    ),
    ...failures.map((failure) => `             left out: ${failure}`),
    `  Flopscope is ${interval(ratio)} times as fast; ${flopscope.samplesMs.length} rounds, sentinel moved ${(100 * sentinel.moved).toFixed(1)} %`,
  ].join('\n');
}

function interval({ median, low, high }: Interval): string {
  return `${median.toPrecision(3)} (${low.toPrecision(3)}–${high.toPrecision(3)})`;
}

function small(value: number): string {
  return value === 0 ? '0' : value.toExponential(0);
}
