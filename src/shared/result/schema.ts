// The result document: one schema for the page, the command line, files, links and the board.
// Everything a sceptic needs to judge a figure travels with it: raw samples, kernel hashes, environment.
import * as v from 'valibot';
import { precisionSchema, problemSchema } from '../problem.ts';
import { tunablesSchema, tuningReportSchema } from '../tuning.ts';

/** Raised when a reader of the old version could misread the document. */
export const SCHEMA_VERSION = 1;

const text = (limit: number) => v.pipe(v.string(), v.maxLength(limit));
const finite = v.pipe(v.number(), v.finite());
const positive = v.pipe(finite, v.gtValue(0));
const notNegative = v.pipe(finite, v.minValue(0));
const count = v.pipe(finite, v.integer(), v.minValue(0));
const size = v.pipe(finite, v.integer(), v.minValue(1), v.maxValue(2 ** 40));

export const intervalSchema = v.object({ median: finite, low: finite, high: finite });

export const timingMethodSchema = v.picklist(['timestamp-query', 'wall-clock-slope']);
export const suiteIdSchema = v.picklist([
  'smoke',
  'quick',
  'full',
  'sustained',
  'training',
  'shrink',
]);

/** What identifies a kernel run, whatever became of it. */
const runEntries = {
  /** Descriptor id, "matmul/block-tile". */
  kernel: text(80),
  /** SHA-256 of the generated WGSL, first 16 hex digits: equal hashes ran equal code. */
  kernelHash: text(16),
  problem: problemSchema,
  parameters: tunablesSchema,
};

const measuredEntries = {
  ...runEntries,
  status: v.literal('measured'),
  /** Arithmetic and compulsory traffic of one execution. 1 MAC = 2 FLOP. */
  flops: notNegative,
  bytes: notNegative,
  /** Duration of one execution, one entry per sample, in the order they were taken. */
  samplesMs: v.pipe(v.array(positive), v.minLength(1), v.maxLength(5000)),
  /** When each sample was taken, since the start of the run: lines drift up across kernels. */
  sampleTimesMs: v.pipe(v.array(notNegative), v.maxLength(5000)),
  executionsPerSample: size,
  durationMs: intervalSchema,
  /** Median absolute deviation of samplesMs. */
  madMs: notNegative,
  /** Absent for operations without arithmetic (copy, launch). */
  flopsPerSecond: v.optional(intervalSchema),
  bytesPerSecond: intervalSchema,
  /** Rate over the best ceiling form, measured interleaved in the same block. Absent for ceilings. */
  shareOfCeiling: v.optional(intervalSchema),
  timingMethod: timingMethodSchema,
  /** Largest relative error that the clock's resolution can cause in one sample. */
  clockError: notNegative,
  /** First execution including compilation, reported apart from the samples. */
  firstRunMs: notNegative,
  verified: v.literal(true),
  /** max |C − Ĉ| / (|A|·|B|) over the checked entries, and the bound that it had to meet. */
  maxError: notNegative,
  errorBound: notNegative,
  checkedEntries: size,
  seed: count,
  stopReason: v.picklist(['target-reached', 'time-budget', 'sample-limit']),
};

/** A kernel that was run and timed; wrong, failed and skipped kernels are kept with their reason. */
export const measurementSchema = v.variant('status', [
  v.object(measuredEntries),
  v.object({
    ...runEntries,
    status: v.literal('wrong'),
    verified: v.literal(false),
    maxError: notNegative,
    errorBound: notNegative,
    reason: text(2000),
  }),
  v.object({
    ...runEntries,
    status: v.picklist(['failed', 'skipped']),
    verified: v.literal(false),
    reason: text(2000),
  }),
]);

export const ceilingKindSchema = v.picklist([
  'multiply-add',
  'matrix-multiply-add',
  'copy',
  'triad',
  'workgroup-memory',
  'launch',
]);

/** The best form found of one ceiling, and what every other form reached. */
export const ceilingSchema = v.object({
  kind: ceilingKindSchema,
  precision: precisionSchema,
  best: v.object(measuredEntries),
  forms: v.pipe(
    v.array(v.object({ parameters: tunablesSchema, rate: notNegative, unit: text(10) })),
    v.maxLength(500),
  ),
});

export const identitySchema = v.object({
  /** As the adapter tells; Safari and some privacy settings leave all of them empty. */
  vendor: text(200),
  architecture: text(200),
  device: text(200),
  description: text(500),
  /** What the person calls this device; shown apart from what was detected. */
  label: text(120),
  note: text(2000),
  /** SwiftShader, llvmpipe, WARP: a CPU pretending to be a GPU. Marked on every figure. */
  softwareAdapter: v.boolean(),
});

export const environmentSchema = v.object({
  host: v.picklist(['browser', 'node']),
  /** "Chromium 156", "Node 20.20.2 with Dawn". */
  runtime: text(200),
  operatingSystem: text(200),
  features: v.pipe(v.array(text(80)), v.maxLength(200)),
  languageFeatures: v.pipe(v.array(text(80)), v.maxLength(200)),
  limits: v.record(text(80), finite),
  timestampQuery: v.boolean(),
  /** Smallest step of the GPU timestamp seen at start-up; null without timestamp-query. */
  quantumNs: v.nullable(notNegative),
  /** Resolution of performance.now() seen at start-up. */
  wallClockQuantumNs: notNegative,
  /** Median wait for an empty submit to be reported as done. */
  waitCostMs: notNegative,
  crossOriginIsolated: v.boolean(),
  /** Whether the page was hidden at any time during the run. */
  visibility: v.picklist(['visible', 'was-hidden', 'unknown']),
  battery: v.nullable(v.object({ charging: v.boolean(), level: v.pipe(finite, v.minValue(0)) })),
});

export const driftSchema = v.object({
  /** The sentinel: one fixed multiply-add form, run all through the suite. */
  kernel: text(80),
  parameters: tunablesSchema,
  samples: v.pipe(
    v.array(v.object({ atMs: notNegative, flopsPerSecond: positive })),
    v.maxLength(20_000),
  ),
  /** Largest change between the medians of two blocks, relative to the run's median. */
  largestChange: notNegative,
  /** Whether largestChange exceeds 5 %: the figures of this run are then marked. */
  moved: v.boolean(),
});

export const warningSchema = v.object({
  code: v.picklist([
    'software-adapter',
    'no-timestamp-query',
    'coarse-clock',
    'no-f16',
    'drifted',
    'throttled',
    'was-hidden',
    'on-battery',
    'not-isolated',
    'kernel-wrong',
    'kernel-failed',
  ]),
  message: text(1000),
});

export const sustainedSchema = v.object({
  kernel: text(80),
  problem: problemSchema,
  samples: v.pipe(
    v.array(v.object({ atMs: notNegative, flopsPerSecond: positive })),
    v.maxLength(20_000),
  ),
  /** The last third of the run. */
  steady: intervalSchema,
  /** Steady over the first half minute: 0.8 means that the device keeps 80 % of its burst rate. */
  retained: positive,
});

/** What the host's power sensors told while the run went on; only Node on Linux has any. */
export const powerSchema = v.object({
  sensors: v.pipe(
    v.array(
      v.object({
        /** The interface, "nvidia-smi power.draw.instant". */
        source: text(80),
        /** What the watts include, "the graphics board NVIDIA H200 (0)". */
        covers: text(200),
        /** Median before the run; null without a reading there. */
        idleWatts: v.nullable(notNegative),
        /** Since the run began; the rest before it has negative times. */
        readings: v.pipe(
          v.array(v.object({ atMs: finite, watts: notNegative })),
          v.maxLength(20_000),
        ),
      }),
    ),
    v.maxLength(16),
  ),
  /** Means over the samples of each ceiling or kernel, the draw at rest included. */
  kernels: v.pipe(
    v.array(
      v.object({
        /** Position in `sensors`. */
        sensor: count,
        /** The kernel: `index` in this list of the result. */
        list: v.picklist(['ceilings', 'measurements']),
        index: count,
        watts: notNegative,
        /** Null where the kernel has no arithmetic, or no traffic. */
        joulesPerFlop: v.nullable(notNegative),
        joulesPerByte: v.nullable(notNegative),
      }),
    ),
    v.maxLength(8000),
  ),
  /** Why a sensor that is there was not read, as sentences. */
  notes: v.pipe(v.array(text(500)), v.maxLength(10)),
});

/** Whole training steps of a network, run as the executor runs any: what a step takes beyond its kernels shows here. */
export const stepsSchema = v.object({
  /** Id of a calibration network. */
  network: text(80),
  optimizer: v.picklist(['sgd', 'sgd-momentum', 'adam']),
  /** Kernels of one step. */
  kernels: count,
  /** Wall time of each step, in the order they were taken. */
  samplesMs: v.pipe(v.array(positive), v.minLength(1), v.maxLength(1000)),
  /** One execution of the sentinel before and after the steps. */
  sentinelMs: v.pipe(v.array(positive), v.maxLength(10)),
});

export const resultSchema = v.object({
  format: v.literal('flopscope-result'),
  schemaVersion: v.literal(SCHEMA_VERSION),
  suiteVersion: text(20),
  suite: suiteIdSchema,
  id: text(64),
  createdAt: v.pipe(v.string(), v.isoTimestamp()),
  durationMs: notNegative,
  /** Whether every planned block ran; false for a run that was cut short but kept. */
  complete: v.boolean(),
  timingMethod: timingMethodSchema,
  timingForced: v.boolean(),
  identity: identitySchema,
  environment: environmentSchema,
  ceilings: v.pipe(v.array(ceilingSchema), v.maxLength(50)),
  measurements: v.pipe(v.array(measurementSchema), v.maxLength(2000)),
  /** How each kernel was chosen; absent from results of suite version 1. */
  tuning: v.exactOptional(v.pipe(v.array(tuningReportSchema), v.maxLength(2000))),
  drift: driftSchema,
  sustained: v.nullable(sustainedSchema),
  /** Of the suite `training`. */
  steps: v.exactOptional(v.pipe(v.array(stepsSchema), v.maxLength(50))),
  power: v.exactOptional(powerSchema),
  warnings: v.pipe(v.array(warningSchema), v.maxLength(100)),
});

export type TimingMethod = v.InferOutput<typeof timingMethodSchema>;
export type SuiteId = v.InferOutput<typeof suiteIdSchema>;
export type Measurement = v.InferOutput<typeof measurementSchema>;
export type Measured = Extract<Measurement, { status: 'measured' }>;
export type Ceiling = v.InferOutput<typeof ceilingSchema>;
export type CeilingKind = v.InferOutput<typeof ceilingKindSchema>;
export type AdapterIdentity = v.InferOutput<typeof identitySchema>;
export type Environment = v.InferOutput<typeof environmentSchema>;
export type Drift = v.InferOutput<typeof driftSchema>;
export type Warning = v.InferOutput<typeof warningSchema>;
export type Power = v.InferOutput<typeof powerSchema>;
export type Steps = v.InferOutput<typeof stepsSchema>;
export type Sustained = v.InferOutput<typeof sustainedSchema>;
/** A measured device: identity, environment, ceilings and measurements of one run. */
export type DeviceProfile = v.InferOutput<typeof resultSchema>;
