// A model beside its variants on a measured device: what counting promises, what the kernels that would run here take,
// what was published of the accuracy, and why a saving does not arrive.
import type { CompressionFacts } from '../../facts/compression.ts';
import { checkpointBytes } from '../../models/checkpoint-sizes.ts';
import { costGraph } from '../../models/cost.ts';
import type { ModelGraph } from '../../models/graph.ts';
import type { NamedVariant } from '../../models/variants/parse-variants.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { describeWarnings } from '../describe-assumptions.ts';
import { deviceSpeed } from '../device-speed.ts';
import { estimateTraining } from '../estimate-training.ts';
import type { FootprintRequest } from '../footprint/footprint.ts';
import { decodeGraph } from '../inference/decode-graph.ts';
import type { InferenceUse } from '../inference/parse-inference.ts';
import { TimePredictor } from '../prediction/time-predictor.ts';
import { recipesFor } from '../recipes.ts';
import type { Range } from '../training-estimate.ts';
import { trainingSubject, type TrainingSubject } from '../training-subject.ts';
import { type ComparedDevice, comparePass, passOfGraph, type PassOfGraph } from './compare-pass.ts';
import type { Crossover } from './crossover.ts';
import { crossoverNotes, crossoversOf } from './crossovers-of-model.ts';
import { explainPass } from './explain-pass.ts';
import { ProblemPool } from './inference-program.ts';
import { bestScore, commonSetting, publishedScores } from './match-published.ts';
import type { ComparedVariant, PublishedScore, VariantComparison } from './variant-comparison.ts';

export type * from './variant-comparison.ts';

export interface CompareRequest {
  readonly model: string | TrainingSubject;
  readonly variants: readonly NamedVariant[];
  /** Batch, and the size of the image or the tokens that are read; its precision is f32. */
  readonly use: InferenceUse;
  readonly profile: DeviceProfile;
  readonly published: CompressionFacts;
  /** Power, machine and building, for the energy; none is told without. */
  readonly footprint?: FootprintRequest;
}

/** A variant's graphs, counted and turned into programs. */
interface Prepared {
  readonly id: string;
  readonly name: string;
  readonly graph: ModelGraph;
  readonly forward: PassOfGraph;
  readonly decode: PassOfGraph | undefined;
  readonly published: readonly PublishedScore[];
  readonly transform: (graph: ModelGraph) => ModelGraph;
}

/**
 * @throws FlopscopeError `unknown-name` for the model; `invalid-input` when no variant applies to it, sizes do not fit,
 *   or the profile lacks what a comparison needs.
 */
export function compareVariants(request: CompareRequest): VariantComparison {
  const { variants, profile } = request;
  const subject = trainingSubject(request.model);
  const device = comparedDevice(request);
  const dense = prepare(subject, request, device, {
    id: 'dense',
    name: 'Dense',
    apply: (graph) => graph,
  });
  const refused: { id: string; reason: string }[] = [];
  const prepared = variants.flatMap((variant) => {
    try {
      return [prepare(subject, request, device, variant)];
    } catch (thrown) {
      if (!(thrown instanceof FlopscopeError) || thrown.code === 'internal') throw thrown;
      refused.push({ id: variant.id, reason: thrown.message });
      return [];
    }
  });
  const [first] = refused;
  if (prepared.length === 0 && first !== undefined) {
    throw new FlopscopeError('invalid-input', first.reason);
  }
  const setting = commonSetting(prepared.map(({ published }) => published));
  const crossovers = crossoversOf(dense.graph, dense.forward.program, device);
  const compared = prepared.map((each) =>
    comparedVariant(each, dense, { subject, request, device, setting, crossovers }),
  );
  const score = compared.find(({ accuracy }) => (accuracy?.dense ?? null) !== null)?.accuracy;
  const context = { subject, request, device, setting, crossovers };
  return {
    model: { id: subject.info.id, name: subject.info.name },
    batch: request.use.batch,
    imageSize: request.use.imageSize ?? null,
    tokens: request.use.tokensIn ?? null,
    dense: { ...comparedVariant(dense, dense, context), accuracy: denseScore(score) },
    variants: compared,
    refused,
    crossovers,
    notes: NOTES,
    warnings: [...describeWarnings(profile), ...suiteWarnings(profile)],
  };
}

const NOTES: readonly string[] = [
  'Speed-ups are times of the dense network over times of the variant, each the sum of the kernels that would run here, read from measurements of one run. What a pass takes beyond its kernels is left out of both.',
  'f16 is a precision of the run and not a variant: these times are those of f32 activations.',
  '2:4 sparsity doubles the rate of matrix units that know it; WGSL cannot reach them, so it is not among the variants.',
];

function suiteWarnings({ suite }: DeviceProfile): readonly string[] {
  return suite === 'shrink'
    ? []
    : [
        `This profile is of the suite "${suite}": measure the suite "shrink" for times of compressed weights beside dense ones of the same run.`,
      ];
}

function comparedDevice({ profile, footprint }: CompareRequest): ComparedDevice {
  const speed = deviceSpeed(profile, 'f32');
  return {
    predictor: new TimePredictor(profile, 'f32'),
    pool: new ProblemPool(),
    bytesPerSecond: speed.bytesPerSecond.value,
    launchSeconds: speed.launchSeconds.value,
    footprint,
  };
}

function prepare(
  subject: TrainingSubject,
  { use, published }: CompareRequest,
  device: ComparedDevice,
  variant: NamedVariant,
): Prepared {
  const { info } = subject;
  const head = info.heads.find((each) => each === info.task) ?? info.heads[0];
  const built = (tokens: number | undefined) =>
    variant.apply(
      subject.build(
        {
          batch: use.batch,
          ...(tokens === undefined ? {} : { sequenceLength: tokens }),
          ...(use.imageSize === undefined ? {} : { imageSize: use.imageSize }),
        },
        { head },
      ),
    );
  const graph = built(use.tokensIn);
  const writes = use.tokensIn !== undefined && use.tokensOut !== undefined;
  return {
    id: variant.id,
    name: variant.name,
    graph,
    forward: passOfGraph(graph, device),
    // The first token after those that were read.
    decode: writes ? passOfGraph(decodeGraph(built(1), use.tokensIn + 1).graph, device) : undefined,
    published: publishedScores(published, info.id, variant.id),
    transform: (plain) => variant.apply(plain),
  };
}

interface Context {
  readonly subject: TrainingSubject;
  readonly request: CompareRequest;
  readonly device: ComparedDevice;
  readonly setting: string | undefined;
  readonly crossovers: readonly Crossover[];
}

function comparedVariant(own: Prepared, dense: Prepared, context: Context): ComparedVariant {
  const { device, setting } = context;
  const forward = comparePass(own.forward, dense.forward, device);
  const decode =
    own.decode === undefined || dense.decode === undefined
      ? null
      : comparePass(own.decode, dense.decode, device);
  return {
    id: own.id,
    name: own.name,
    params: costGraph(own.graph, { precision: 'f32', mode: 'inference' }).params,
    checkpointBytes: checkpointBytes(own.graph, 'f32'),
    forward,
    decode,
    trainingSeconds: trainingSeconds(own, context),
    accuracy: bestScore(own.published, setting),
    published: own.published,
    notes: notesOf(own, dense, { forward, decode }, context),
  };
}

function notesOf(
  own: Prepared,
  dense: Prepared,
  { forward, decode }: Pick<ComparedVariant, 'forward' | 'decode'>,
  { device, crossovers, setting }: Context,
): readonly string[] {
  if (own === dense) return own.graph.notes;
  const ofDense = {
    pass: comparePass(dense.forward, dense.forward, device),
    graph: dense.forward,
  };
  const notes = [
    ...own.graph.notes.filter((note) => !dense.graph.notes.includes(note)),
    ...explainPass('', { pass: forward, graph: own.forward }, ofDense, device),
    ...crossoverNotes(own.graph, crossovers),
    ...elsewhereNotes(own.published, setting),
  ];
  if (decode !== null && own.decode !== undefined && dense.decode !== undefined) {
    const denseDecode = {
      pass: comparePass(dense.decode, dense.decode, device),
      graph: dense.decode,
    };
    notes.push(
      ...explainPass('Writing: ', { pass: decode, graph: own.decode }, denseDecode, device),
    );
  }
  return [...new Set(notes)];
}

/** Scores that cannot stand in the column of the others: they were evaluated differently. */
function elsewhereNotes(
  scores: readonly PublishedScore[],
  setting: string | undefined,
): readonly string[] {
  return scores
    .filter((score) => score.setting !== setting)
    .map(({ quantity, unit, value, dense, technique, source }) => {
      const of = unit === '' ? '' : ` ${unit}`;
      const beside = dense === null ? '' : ` beside ${dense}${of} dense`;
      const how = technique === null ? '' : `${technique}, `;
      return `Published in another evaluation: ${quantity} ${value}${of}${beside} (${how}${source}).`;
    });
}

/** Sparse and quantized weights are trained dense; a network that is folded for inference is not trained. */
function trainingSeconds(own: Prepared, { subject, request }: Context): Range | null {
  const [recipe] = recipesFor(subject.info);
  if (own.graph.inferenceOnly === true || recipe === undefined) return null;
  const model: TrainingSubject = {
    info: subject.info,
    build: (bindings, options) => own.transform(subject.build(bindings, options)),
  };
  return estimateTraining({ model, recipe, profile: request.profile }).seconds;
}

function denseScore(score: PublishedScore | null | undefined): PublishedScore | null {
  const value = score?.dense ?? null;
  if (score === null || score === undefined || value === null) return null;
  return { ...score, value, difference: 0, technique: null };
}
