// Measures one shape: every contender prepares and proves its answer, then all run interleaved.
import { fillInput } from '../../src/engine/kernels/buffer-data.ts';
import { problemMacs } from '../../src/shared/problem.ts';
import { createRandom } from '../../src/shared/random.ts';
import { bootstrapMedian, type Interval, rateInterval } from '../../src/shared/statistics.ts';
import type { Contender, ContenderId, Execution, Operands, PeerProblem } from './contender.ts';
import { ratios } from './ratio.ts';
import { type AnswerReport, verifyAnswer } from './verify-answer.ts';
import type { MeasuredContender, Row, SentinelRecord } from './row.ts';
import { movement, type Sentinel } from './sentinel.ts';
import { operandLengths, type Shape } from './shapes.ts';
import type { Pace, Stopwatch } from './stopwatch.ts';

export interface Lane {
  readonly contender: Contender;
  readonly stopwatch: Stopwatch;
}

export interface Field {
  readonly lanes: readonly Lane[];
  readonly sentinel: Sentinel;
  readonly sentinelWatch: Stopwatch;
  now(): number;
}

export interface ShapeLimits {
  readonly samples: number;
  readonly budgetMs: number;
}

/** Beyond this the rounds of a block are not side by side any more. */
const MOVED_BEYOND = 0.05;
const MOST_ATTEMPTS = 3;
/** A block that took longer is not repeated: its rounds still cancel what drift there was. */
const REPEATED_BELOW_MS = 60_000;

/** An interval of fewer says nothing. */
const LEAST_ROUNDS = 5;

/** A peer this many times slower than the fastest peer cannot be the best, and gets fewer samples. */
const LAGGARD = 3;
const LAGGARD_SAMPLES = 3;
/** A laggard whose samples take longer than this gets one. */
const LONG_SAMPLE_MS = 1000;

/** Longer executions are not waited for a second time. */
const EXECUTION_LIMIT_MS = 45_000;

/** A contender with its fastest form, ready for the rounds. */
interface Entrant {
  readonly id: ContenderId;
  readonly stopwatch: Stopwatch;
  readonly execution: Execution;
  readonly report: AnswerReport;
  readonly pace: Pace;
}

type Samples = Map<ContenderId, (number | undefined)[]>;

export async function measureShape(
  { name, group, network, problem }: Shape,
  field: Field,
  limits: ShapeLimits,
  log: (line: string) => void,
): Promise<Row> {
  const started = field.now();
  const operands = drawOperands(problem);
  const flops = 2 * problemMacs(problem);
  const failures: Partial<Record<ContenderId, string>> = {};
  const entrants: Entrant[] = [];
  try {
    for (const lane of field.lanes) {
      log(`${name}: ${lane.contender.id}`);
      const entrant = await enter(
        lane,
        problem,
        operands,
        () => field.now(),
        (reason) => {
          failures[lane.contender.id] = reason;
        },
      );
      if (entrant !== undefined) entrants.push(entrant);
    }
    log(`${name}: side by side`);
    const { samples, sentinel } = await block(entrants, field, limits);
    const measured = Object.fromEntries(
      entrants.flatMap((entrant) => {
        const record = recordOf(entrant, samples.get(entrant.id) ?? [], flops);
        return record === undefined ? [] : [[entrant.id, record]];
      }),
    ) as Row['measured'];
    const rateOf = (id: ContenderId) => measured[id]?.gflops.median ?? null;
    const bestPeer = fastestPeer(measured);
    const byRound =
      bestPeer === null ? [] : ratios(samples.get('flopscope') ?? [], samples.get(bestPeer) ?? []);
    return {
      shape: name,
      group,
      network,
      problem,
      flops,
      gflops: {
        flopscope: rateOf('flopscope'),
        tfjs: rateOf('tfjs'),
        ort: rateOf('ort'),
        jax: rateOf('jax'),
      },
      measured,
      failures,
      bestPeer,
      ratio: byRound.length === 0 ? null : bootstrapMedian(byRound),
      ratios: byRound,
      sentinel,
      seconds: (field.now() - started) / 1e3,
    };
  } finally {
    for (const { execution } of entrants) await execution.dispose();
  }
}

/** Drawn as the engine draws them, in the order in which its kernels list their inputs. */
function drawOperands(problem: PeerProblem): Operands {
  const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  const random = createRandom(seed);
  const lengths = operandLengths(problem);
  const draw = (length: number) => {
    const { bytes } = fillInput({ role: 'input', name: '', format: 'f32', length }, random);
    return new Float32Array(bytes.buffer, bytes.byteOffset, length);
  };
  return { left: draw(lengths.left), right: draw(lengths.right), seed };
}

/** The contender's fastest form that gives the right answer; undefined when there is none. */
async function enter(
  { contender, stopwatch }: Lane,
  problem: PeerProblem,
  operands: Operands,
  now: () => number,
  fail: (reason: string) => void,
): Promise<Entrant | undefined> {
  let best: Entrant | undefined;
  let forms: readonly Execution[] = [];
  try {
    forms = await contender.prepare(problem, operands);
    for (const execution of forms) {
      const started = now();
      const answer = await execution.read();
      const lookedMs = now() - started;
      const report = verifyAnswer(problem, operands, answer, execution.layout);
      if (report.wrong !== undefined) {
        fail(`${execution.form} is wrong: ${report.wrong}`);
        continue;
      }
      if (lookedMs > EXECUTION_LIMIT_MS) {
        const limit = `the limit is ${EXECUTION_LIMIT_MS / 1e3} s`;
        fail(`${execution.form} is right, but took ${Math.round(lookedMs / 1e3)} s; ${limit}.`);
        continue;
      }
      const pace = await stopwatch.probe(execution, lookedMs);
      if (best !== undefined && best.pace.executionMs <= pace.executionMs) continue;
      best = { id: contender.id, stopwatch, execution, report, pace };
    }
    if (forms.length === 0) fail('No kernel runs this shape here.');
  } catch (thrown) {
    fail((thrown instanceof Error ? thrown.message : String(thrown)).slice(0, 500));
  }
  for (const execution of forms) {
    if (execution !== best?.execution) await execution.dispose();
  }
  return best;
}

/** All rounds of the shape; measured again when the device moved meanwhile, the steadiest attempt counts. */
async function block(
  entrants: readonly Entrant[],
  field: Field,
  limits: ShapeLimits,
): Promise<{ samples: Samples; sentinel: SentinelRecord }> {
  const planned = plannedSamples(entrants, limits);
  const most = Math.max(0, ...planned.values());
  let best: { samples: Samples; gflops: number[]; moved: number } | undefined;
  let attempts = 0;
  const started = field.now();
  const mayRepeat = () => attempts < MOST_ATTEMPTS && field.now() - started < REPEATED_BELOW_MS;
  while (best === undefined || (best.moved > MOVED_BEYOND && mayRepeat())) {
    // What laggards showed once is enough.
    const active =
      best === undefined ? entrants : entrants.filter(({ id }) => planned.get(id) === most);
    const attempt = await rounds(active, planned, field);
    attempts++;
    const moved = Math.abs(movement(attempt.gflops));
    if (best !== undefined && moved >= best.moved) continue;
    const samples = new Map([...(best?.samples ?? []), ...attempt.samples]);
    best = { samples, gflops: attempt.gflops, moved };
  }
  const { samples, gflops, moved } = best;
  return { samples, sentinel: { gflops, moved, attempts } };
}

function plannedSamples(
  entrants: readonly Entrant[],
  { samples, budgetMs }: ShapeLimits,
): ReadonlyMap<ContenderId, number> {
  const sampleMs = ({ pace }: Entrant) => pace.count * pace.executionMs;
  const peers = entrants.filter(({ id }) => id !== 'flopscope');
  const fastest = Math.min(...peers.map(({ pace }) => pace.executionMs));
  const isLaggard = ({ id, pace }: Entrant) =>
    id !== 'flopscope' && pace.executionMs > LAGGARD * fastest;
  const roundMs = entrants
    .filter((entrant) => !isLaggard(entrant))
    .reduce((sum, entrant) => sum + sampleMs(entrant), 0);
  const affordable = Math.max(LEAST_ROUNDS, Math.floor(budgetMs / roundMs));
  return new Map(
    entrants.map((entrant) => {
      if (!isLaggard(entrant)) return [entrant.id, Math.min(samples, affordable)];
      const few = sampleMs(entrant) > LONG_SAMPLE_MS ? 1 : LAGGARD_SAMPLES;
      return [entrant.id, Math.min(samples, few)];
    }),
  );
}

async function rounds(
  entrants: readonly Entrant[],
  planned: ReadonlyMap<ContenderId, number>,
  { sentinel, sentinelWatch }: Field,
): Promise<{ samples: Samples; gflops: number[] }> {
  const samples: Samples = new Map(entrants.map(({ id }) => [id, []]));
  const gflops: number[] = [];
  const pace = await sentinelWatch.probe(sentinel.execution, 0);
  const last = Math.max(0, ...planned.values());
  for (let round = 0; round < last; round++) {
    const ms = await sentinelWatch.sample(sentinel.execution, pace);
    if (ms !== undefined) gflops.push(sentinel.flops / ms / 1e6);
    const order = entrants.filter(({ id }) => round < (planned.get(id) ?? 0));
    if (round % 2 === 1) order.reverse();
    for (const { id, stopwatch, execution, pace: own } of order) {
      samples.get(id)?.push(await stopwatch.sample(execution, own));
    }
  }
  return { samples, gflops };
}

function recordOf(
  { execution, report, pace }: Entrant,
  samples: readonly (number | undefined)[],
  flops: number,
): MeasuredContender | undefined {
  const read = samples.filter((ms) => ms !== undefined);
  if (read.length === 0) return undefined;
  const gflops: Interval = rateInterval(flops / 1e6, bootstrapMedian(read));
  return {
    gflops,
    form: execution.form,
    samplesMs: samples.map((ms) => ms ?? null),
    executionsPerSample: pace.count,
    maxError: report.maxError,
    checkedEntries: report.checkedEntries,
  };
}

function fastestPeer(measured: Row['measured']): ContenderId | null {
  const peers = (['tfjs', 'ort', 'jax'] as const).filter((id) => measured[id] !== undefined);
  const rate = (id: ContenderId) => measured[id]?.gflops.median ?? 0;
  return peers.sort((a, b) => rate(b) - rate(a))[0] ?? null;
}
