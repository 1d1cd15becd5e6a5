// How fast a trained model answers on a measured device: one pass over the input and, for language models, one pass
// for every token that is written.
import { costGraph } from '../../models/cost.ts';
import { elementCount, type ModelGraph } from '../../models/graph.ts';
import { tensorOf } from '../../models/layer-kind.ts';
import { bytesPerElement, type Precision } from '../../shared/problem.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { describeWarnings } from '../describe-assumptions.ts';
import { type DeviceSpeed, deviceSpeed } from '../device-speed.ts';
import { timeLayer } from '../estimate-phase.ts';
import type { LayerTime } from '../layer-time.ts';
import { add, scale, ZERO } from '../range.ts';
import { memoryVerdict } from '../regimes/memory-verdict.ts';
import type { Assumption, Bound, Range } from '../training-estimate.ts';
import { trainingSubject, type TrainingSubject } from '../training-subject.ts';
import { decodeGraph } from './decode-graph.ts';
import type {
  DecodeEstimate,
  ForwardEstimate,
  InferenceEstimate,
  InferenceMemory,
} from './inference-estimate.ts';
import type { InferenceUse } from './parse-inference.ts';

export type * from './inference-estimate.ts';

export interface InferenceRequest {
  readonly model: string | TrainingSubject;
  readonly use: InferenceUse;
  readonly profile: DeviceProfile;
}

/**
 * @throws FlopscopeError `unknown-name` for the model, `invalid-input` when sizes do not fit it or the profile
 *   lacks what the estimate needs.
 */
export function estimateInference({ model, use, profile }: InferenceRequest): InferenceEstimate {
  const subject = trainingSubject(model);
  const { info } = subject;
  const { precision, batch } = use;
  const speed = deviceSpeed(profile, precision);
  const head = info.heads.find((each) => each === info.task) ?? info.heads[0];
  const built = (tokens: number | undefined) =>
    subject.build(
      {
        batch,
        ...(tokens === undefined ? {} : { sequenceLength: tokens }),
        ...(use.imageSize === undefined ? {} : { imageSize: use.imageSize }),
      },
      { head },
    );
  const graph = built(use.tokensIn);
  const passed = runGraph(graph, precision, speed);
  const params = costGraph(graph, { precision, mode: 'inference' }).params;
  const forward: ForwardEstimate = {
    seconds: passed.seconds,
    flops: passed.flops,
    macs: passed.macs,
    bytes: passed.bytes,
    bound: passed.bound,
    examplesPerSecond: perSecond(batch, passed.seconds),
    ...(use.tokensIn === undefined
      ? {}
      : { tokensPerSecond: perSecond(batch * use.tokensIn, passed.seconds) }),
  };
  const decode =
    use.tokensIn === undefined || use.tokensOut === undefined
      ? null
      : estimateDecode(built(1), use.tokensIn, use.tokensOut, use, speed);
  const memoryBytes = inferenceMemory(graph, params, precision, decode?.cacheBytes ?? 0);
  return {
    model: { id: info.id, name: info.name, head },
    precision,
    batch,
    params,
    forward,
    decode,
    seconds: add(forward.seconds, decode?.seconds ?? ZERO),
    memoryBytes,
    memoryVerdict: memoryVerdict(memoryBytes.total, use.deviceMemoryBytes),
    assumptions: [...ASSUMPTIONS[decode === null ? 'forward' : 'decode'], ...speed.assumptions],
    warnings: describeWarnings(profile),
  };
}

interface Passed {
  readonly seconds: Range;
  readonly flops: number;
  readonly macs: number;
  readonly bytes: number;
  readonly bound: Bound;
}

/** One inference pass of a graph at the burst rate. */
function runGraph(graph: ModelGraph, precision: Precision, speed: DeviceSpeed): Passed {
  const { layers } = costGraph(graph, { precision, mode: 'inference' });
  const times = layers.map((layer) => timeLayer(layer, speed));
  const total = (pick: (layer: LayerTime) => number) =>
    times.reduce((sum, layer) => sum + pick(layer), 0);
  const bounds = (['compute', 'memory', 'launch'] as const).map(
    (bound) => [bound, total(({ boundSeconds }) => boundSeconds[bound])] as const,
  );
  const [most] = bounds.reduce((a, b) => (b[1] > a[1] ? b : a));
  return {
    seconds: times.reduce((sum, { seconds }) => add(sum, seconds), ZERO),
    flops: total(({ costed }) => costed.cost.forward.flops),
    macs: total(({ costed }) => costed.cost.forward.macs),
    bytes: total(({ costed }) => costed.cost.forward.bytesRead + costed.cost.forward.bytesWritten),
    bound: most,
  };
}

/** The first token falls out of the pass over the prompt; every further one takes a step. */
function estimateDecode(
  oneToken: ModelGraph,
  tokensIn: number,
  tokensOut: number,
  { batch, precision }: InferenceUse,
  speed: DeviceSpeed,
): DecodeEstimate {
  const steps = tokensOut - 1;
  const last = tokensIn + Math.max(1, steps);
  const first = tokensIn + 1;
  const at = (tokens: number) => runGraph(decodeGraph(oneToken, tokens).graph, precision, speed);
  // The cost of a step grows evenly with the tokens in the cache: the mean step stands for all.
  const mean = at(Math.round((first + last) / 2));
  const { cacheElements } = decodeGraph(oneToken, last);
  return {
    tokensIn,
    tokensOut,
    stepSeconds: mean.seconds,
    firstStepSeconds: at(first).seconds.value,
    lastStepSeconds: at(last).seconds.value,
    seconds: scale(mean.seconds, steps),
    tokensPerSecond: perSecond(batch, mean.seconds),
    flopsPerStep: mean.flops,
    bytesPerStep: mean.bytes,
    bound: mean.bound,
    cacheBytes: cacheElements * bytesPerElement(precision),
  };
}

/** Nothing has to be kept for backward: a tensor lives until its last reader, so that one layer's own are a floor. */
function inferenceMemory(
  graph: ModelGraph,
  params: number,
  precision: Precision,
  cache: number,
): InferenceMemory {
  const bytes = bytesPerElement(precision);
  const weights = params * bytes;
  const working = graph.layers
    .filter(({ trainingOnly }) => !trainingOnly)
    .reduce((most, layer) => {
      const storages = new Set(
        [...layer.inputs, ...layer.outputs].map((id) => tensorOf(graph, id).storage),
      );
      let sum = 0;
      for (const id of storages) sum += elementCount(tensorOf(graph, id).shape) * bytes;
      return Math.max(most, sum);
    }, 0);
  return { weights, cache, working, total: weights + cache + working };
}

/** Fast is the low end of the time. */
function perSecond(amount: number, { value, low, high }: Range): Range {
  return { value: amount / value, low: amount / high, high: amount / low };
}

const FORWARD_ASSUMPTIONS: readonly Assumption[] = [
  {
    sentence:
      'One forward pass over the whole batch, by the same rates as training; loading and decoding of the input are left out.',
    provenance: 'assumed',
  },
  {
    sentence:
      'Memory is the weights and the largest layer’s inputs and outputs; what skips layers comes on top.',
    provenance: 'derived',
  },
];

const ASSUMPTIONS: Readonly<Record<'forward' | 'decode', readonly Assumption[]>> = {
  forward: FORWARD_ASSUMPTIONS,
  decode: [
    ...FORWARD_ASSUMPTIONS,
    {
      sentence:
        'Every token that is written reads all weights once for the whole batch, and the keys and values of all tokens before it. All sequences are of equal length; nothing is guessed ahead.',
      provenance: 'derived',
    },
    {
      sentence:
        'The pass over the prompt computes the output layer for every token of it; only the last is needed.',
      provenance: 'assumed',
    },
  ],
};
