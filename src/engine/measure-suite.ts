// The whole run: acquire, calibrate, warm up, ceilings, blocks, and the result document at the end. What the suites hold is
// handed in, so that a host carries only what it measures.
import { FlopscopeError, throwIfAborted } from '../shared/errors.ts';
import type { MeasureEvent, MeasureRequest } from '../shared/events.ts';
import { validateResult } from '../shared/result/parse-result.ts';
import {
  type Ceiling,
  type DeviceProfile,
  type Measured,
  SCHEMA_VERSION,
  type Steps,
} from '../shared/result/schema.ts';
import { median } from '../shared/statistics.ts';
import { describeEnvironment, visibilityOf } from './describe-environment.ts';
import { acquireDevice } from './device/acquire-device.ts';
import type { GpuSession } from './device/gpu-session.ts';
import { adapterKey, identify } from './device/identity.ts';
import { summariseDrift } from './drift.ts';
import type { GpuProvider } from './gpu-provider.ts';
import { type CeilingAnchors } from './ceiling-anchors.ts';
import { measureBlock } from './measure-block.ts';
import { ceilingRecord, type FoundCeiling, measureCeiling } from './measure-ceiling.ts';
import { type PlannedStep, ProgressMeter } from './progress-meter.ts';
import { RunContext } from './run-context.ts';
import { Sampler } from './sampling/sampler.ts';
import type { SuiteContent } from './suite-content.ts';
import type { Block } from './suites/block.ts';
import { plannedCeilings } from './suites/ceilings.ts';
import { type Suite, SUITE_VERSION, suiteFor } from './suites/suites.ts';
import { DEFAULT_SUSTAINED_SECONDS, sustain } from './sustain.ts';
import { calibrate, type Calibration } from './timing/calibrate.ts';
import type { Clock } from './timing/clock.ts';
import { MemoryTuningStore } from './tuner/tuning-store.ts';
import { TuningBudget } from './tuner/tuning-budget.ts';
import { warmUp } from './warm-up.ts';
import { warnAboutDevice, warnAboutRun } from './warn-about.ts';

/** Compiling and running the calibration networks. */
const CALIBRATION_MS = 15_000;

export interface MeasureHooks {
  readonly signal?: AbortSignal;
  readonly onEvent: (event: MeasureEvent) => void;
}

/**
 * Measures the device behind the provider. Whatever happens, the device is given back at the end.
 * @throws FlopscopeError when there is no device, it is lost, or the run is cancelled.
 */
export async function measureSuite(
  provider: GpuProvider,
  request: MeasureRequest,
  hooks: MeasureHooks,
  content: SuiteContent,
): Promise<DeviceProfile> {
  const session = await acquireDevice(provider);
  try {
    return await runSuite(session, request, hooks, content);
  } catch (thrown) {
    throw await session.explain(thrown);
  } finally {
    session.dispose();
  }
}

async function runSuite(
  session: GpuSession,
  request: MeasureRequest,
  { signal, onEvent }: MeasureHooks,
  content: SuiteContent,
): Promise<DeviceProfile> {
  const startedAt = session.provider.now();
  const createdAt = new Date().toISOString();
  const elapsedMs = () => session.provider.now() - startedAt;
  const identity = identify(session.info, request.label ?? '');
  const suite = suiteFor(request.suite, identity.softwareAdapter);
  const ceilings = plannedCeilings(session.traits.features, session.traits.languageFeatures, {
    copyBytes: suite.copyBytes,
    maxStorageBufferBindingSize: session.traits.maxStorageBufferBindingSize,
    maxBufferSize: session.device.limits.maxBufferSize,
  });
  const blocks = content.blocks(session.traits, suite.blocks);
  const steps = planSteps(request, suite, ceilings, blocks);
  const meter = new ProgressMeter(Object.values(steps).flat(), elapsedMs);
  onEvent({ type: 'progress', phase: 'calibrate', ...meter.begin(steps.calibrate) });
  const calibration = await calibrate(session);
  throwIfAborted(signal);
  const clock = chooseClock(calibration, request);
  const run = new RunContext({
    session,
    clock,
    sampler: new Sampler(clock, elapsedMs, signal),
    suite,
    request,
    meter,
    signal,
    emit: onEvent,
    elapsedMs,
    tuningStore: session.provider.tuningStore ?? new MemoryTuningStore(),
    adapterKey: adapterKey(session.info, session.provider.facts),
  });
  const environment = describeEnvironment(session, calibration);
  onEvent({ type: 'device', identity, environment });
  warnAboutDevice(run, identity, environment);

  run.begin('warm-up', steps.warmUp);
  await warmUp(run);

  const found: FoundCeiling[] = [];
  const blockStarts: number[] = [];
  for (const [index, planned] of ceilings.entries()) {
    run.begin('measure', stepAt(steps.ceilings, index));
    if (planned.precision === 'f32' && planned.kind === 'multiply-add')
      blockStarts.push(elapsedMs());
    const ceiling = await measureCeiling(run, planned);
    if (ceiling !== undefined) found.push(ceiling);
  }
  const sentinel = multiplyAdd(found, 'f32');
  if (sentinel === undefined) {
    throw new FlopscopeError(
      'internal',
      'Not even the plainest multiply-add kernel ran correctly on this device, so nothing can be measured. Update the graphics driver.',
    );
  }
  const anchors: CeilingAnchors = {
    sentinel: sentinel.best,
    half: multiplyAdd(found, 'f16')?.best,
    integer: multiplyAdd(found, 'i8')?.best,
    matrix: new Map(
      found
        .filter(({ planned }) => planned.kind === 'matrix-multiply-add')
        .map(({ planned, best }) => [planned.precision, best]),
    ),
    memory: fastestMemory(found)?.best,
    launch: found.find(({ planned }) => planned.kind === 'launch')?.best,
  };
  const sweeps = blocks.reduce((sum, block) => sum + sweepsOf(block, suite), 0);
  const budget = new TuningBudget(suite.tuningBudgetMs, sweeps);
  for (const [index, block] of blocks.entries()) {
    run.begin('measure', stepAt(steps.blocks, index));
    blockStarts.push(elapsedMs());
    await measureBlock(run, block, anchors, budget);
  }
  const best = fastestMatmul(run.measurements.filter((entry) => entry.status === 'measured'));
  let sustained: DeviceProfile['sustained'] = null;
  if (request.suite === 'sustained' && best !== undefined) {
    run.begin('sustain', steps.sustain[0] ?? steps.finish);
    sustained = await sustain(run, best, request.sustainedSeconds ?? DEFAULT_SUSTAINED_SECONDS);
  }
  let trained: readonly Steps[] | undefined;
  if (suite.blocks === 'training' && request.only === undefined) {
    run.begin('measure', steps.training[0] ?? steps.finish);
    trained = await content.trainSteps?.(run, sentinel.best);
  }
  run.begin('finish', steps.finish);
  const drift = summariseDrift(sentinel.best, blockStarts);
  const visibility = visibilityOf(session);
  warnAboutRun(run, drift, visibility, sustained);
  const records: Ceiling[] = found.map((ceiling) => ceilingRecord(run, ceiling));
  run.progress(1);
  // What is handed out is what every reader will accept.
  return validateResult({
    format: 'flopscope-result',
    schemaVersion: SCHEMA_VERSION,
    suiteVersion: SUITE_VERSION,
    suite: request.suite,
    id: crypto.randomUUID(),
    createdAt,
    durationMs: elapsedMs(),
    complete: request.only === undefined,
    timingMethod: clock.method,
    timingForced: request.timingMethod !== undefined,
    identity,
    environment: { ...environment, visibility },
    ceilings: records,
    measurements: run.measurements,
    tuning: run.tuning,
    drift,
    sustained,
    ...(trained === undefined ? {} : { steps: [...trained] }),
    warnings: run.warnings,
  });
}

function chooseClock({ timestamp, wall }: Calibration, request: MeasureRequest): Clock {
  if (request.timingMethod === 'timestamp-query' && timestamp === undefined) {
    throw new FlopscopeError(
      'invalid-input',
      'Timestamps were asked for, but this adapter offers no timestamp-query. Leave the clock on automatic.',
    );
  }
  return request.timingMethod === 'wall-clock-slope' ? wall : (timestamp ?? wall);
}

/** Problems of a block that get time for choosing. */
function sweepsOf(block: Block, suite: Suite): number {
  return suite.tunes === 'some' ? (block.tuned?.length ?? 1) : problemsOf(block, suite);
}

/** Problems of a block that are measured, on a device that reaches the end of its ladder. */
function problemsOf({ problems = Infinity, ladder }: Block, suite: Suite): number {
  return Math.min(problems, suite.problemsPerBlock, ladder.length);
}

function planSteps(
  request: MeasureRequest,
  suite: Suite,
  ceilings: readonly { title: string }[],
  blocks: readonly Block[],
) {
  const ceilingMs = suite.ceilingBudgetMs + suite.sampling.budgetMs;
  // About three kernels a problem, each compiled and verified.
  const problemMs = suite.sampling.budgetMs + 3 * 300;
  const blockMs = (block: Block) => problemsOf(block, suite) * problemMs;
  const tuningMs = suite.tuningBudgetMs / Math.max(1, blocks.length);
  const sustainMs = (request.sustainedSeconds ?? DEFAULT_SUSTAINED_SECONDS) * 1e3;
  const step = (label: string, plannedMs: number): PlannedStep => ({ label, plannedMs });
  return {
    calibrate: step('Checking the clocks', 200),
    warmUp: step('Warming up', suite.warmUpMs + 200),
    ceilings: ceilings.map(({ title }) => step(title, ceilingMs)),
    blocks: blocks.map((block) => step(block.title, blockMs(block) + tuningMs)),
    sustain: request.suite === 'sustained' ? [step('Sustained load', sustainMs)] : [],
    training: suite.blocks === 'training' ? [step('Training steps', CALIBRATION_MS)] : [],
    finish: step('Putting the result together', 50),
  };
}

function stepAt(steps: readonly PlannedStep[], index: number): PlannedStep {
  return steps[index] ?? { label: '', plannedMs: 0 };
}

function multiplyAdd(
  found: readonly FoundCeiling[],
  precision: Ceiling['precision'],
): FoundCeiling | undefined {
  return found.find(
    ({ planned }) => planned.kind === 'multiply-add' && planned.precision === precision,
  );
}

/** The better of the memory ceilings. */
function fastestMemory(found: readonly FoundCeiling[]): FoundCeiling | undefined {
  const rate = ({ best }: FoundCeiling) => best.kernel.plan.bytes / median(best.samplesMs);
  return found
    .filter(({ planned }) => planned.kind === 'copy' || planned.kind === 'triad')
    .sort((a, b) => rate(b) - rate(a))[0];
}

function fastestMatmul(measured: readonly Measured[]): Measured | undefined {
  return measured
    .filter((entry) => entry.problem.op === 'matmul')
    .sort((a, b) => (b.flopsPerSecond?.median ?? 0) - (a.flopsPerSecond?.median ?? 0))[0];
}
