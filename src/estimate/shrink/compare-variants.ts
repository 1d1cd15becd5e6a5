// A model beside its variants on a measured device: what counting promises, what the kernels that would run here take,
// what was published of the accuracy, why a saving does not arrive, and when the making is repaid.
import type { CompressionFacts } from '../../facts/compression.ts';
import { checkpointBytes } from '../../models/checkpoint-sizes.ts';
import { costGraph } from '../../models/cost.ts';
import type { NamedVariant } from '../../models/variants/parse-variants.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { describeWarnings } from '../describe-assumptions.ts';
import type { FootprintRequest } from '../footprint/footprint.ts';
import type { InferenceUse } from '../inference/parse-inference.ts';
import { trainingSubject, type TrainingSubject } from '../training-subject.ts';
import { breakEven } from './break-even.ts';
import { comparePass } from './compare-pass.ts';
import { CompareMemory } from './compare-memory.ts';
import type { ComparedDevices } from './compared-devices.ts';
import type { Crossover } from './crossover.ts';
import { crossoversOf } from './crossovers-of-model.ts';
import { USUAL_FINE_TUNING } from './making-cost.ts';
import { bestScore, commonSetting } from './match-published.ts';
import { DENSE, type PreparedVariant, prepareVariant } from './prepare-variant.ts';
import type { ComparedVariant, PublishedScore, VariantComparison } from './variant-comparison.ts';
import { type ForetoldVariant, variantNotes } from './variant-notes.ts';
import type { VariantTrainings } from './variant-training.ts';

export type * from './variant-comparison.ts';

export interface CompareRequest {
  readonly model: string | TrainingSubject;
  readonly variants: readonly NamedVariant[];
  /** Batch, and the size of the image or the tokens that are read. */
  readonly use: InferenceUse;
  readonly profile: DeviceProfile;
  readonly published: CompressionFacts;
  /** Share of the usual training that fine-tuning takes; `USUAL_FINE_TUNING` when left out. */
  readonly fineTuning?: number;
  /** Power, machine and building, for the energy; none is told without. */
  readonly footprint?: FootprintRequest;
  /** Of the same device. */
  readonly memory?: CompareMemory;
}

/**
 * @throws FlopscopeError `unknown-name` for the model; `invalid-input` when no variant applies to it, sizes do not fit,
 *   or the profile lacks what a comparison needs.
 */
export function compareVariants(request: CompareRequest): VariantComparison {
  const steps = comparisonSteps(request);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/**
 * One variant at a time, so that a worker can answer others in between and stop.
 * @yields the share that is done. @throws as `compareVariants`.
 */
export function* comparisonSteps(
  request: CompareRequest,
): Generator<number, VariantComparison, undefined> {
  const { variants, profile, use, published } = request;
  const subject = trainingSubject(request.model);
  const memory = request.memory ?? new CompareMemory(profile);
  const { devices } = memory;
  const preparing = { subject, use, devices, published };
  const dense = prepareVariant(DENSE, preparing);
  // Each is prepared and compared; the crossovers take about as long as one.
  const all = 2 * variants.length + 1;
  let done = 0;
  const refused: { id: string; reason: string }[] = [];
  const prepared: PreparedVariant[] = [];
  for (const variant of variants) {
    try {
      prepared.push(prepareVariant(variant, preparing));
    } catch (thrown) {
      if (!(thrown instanceof FlopscopeError) || thrown.code === 'internal') throw thrown;
      refused.push({ id: variant.id, reason: thrown.message });
    }
    yield ++done / all;
  }
  const [first] = refused;
  if (prepared.length === 0 && first !== undefined) {
    throw new FlopscopeError('invalid-input', first.reason);
  }
  const context: Context = {
    request,
    subject,
    devices,
    trainings: memory.trainings(subject),
    setting: commonSetting(prepared.map((each) => each.published)),
    crossovers: crossoversOf(dense.graph, dense.forward.program, devices.plain),
  };
  yield ++done / all;
  const foretoldDense = foretell(dense, dense, context);
  const compared: ComparedVariant[] = [];
  for (const each of prepared) {
    compared.push(comparedVariant(foretell(each, dense, context), foretoldDense, context));
    yield Math.min(1, ++done / all);
  }
  const score = compared.find(({ accuracy }) => (accuracy?.dense ?? null) !== null)?.accuracy;
  return {
    model: { id: subject.info.id, name: subject.info.name },
    batch: use.batch,
    imageSize: use.imageSize ?? null,
    tokens: use.tokensIn ?? null,
    dense: {
      ...comparedVariant(foretoldDense, foretoldDense, context),
      accuracy: denseScore(score),
    },
    variants: compared,
    refused,
    crossovers: context.crossovers,
    notes: [...NOTES, ...sizeNotes(subject, use)],
    warnings: [...describeWarnings(profile), ...suiteWarnings(profile)],
  };
}

const NOTES: readonly string[] = [
  'Speed-ups are times of the dense network over times of the variant, each the sum of the kernels that would run here, read from measurements of one run. What a pass takes beyond its kernels is left out of both.',
  'Times are those of f32 activations, but for variants with f16, which are held against the dense network in f32.',
  '2:4 sparsity doubles the rate of matrix units that know it; WGSL cannot reach them, so it is not among the variants.',
];

/** Published scores belong to the size that they were evaluated at. */
function sizeNotes({ info }: TrainingSubject, { imageSize }: InferenceUse): readonly string[] {
  const usual = info.defaults.imageSize;
  return imageSize === undefined || imageSize === usual
    ? []
    : [
        `Published scores are of images at the size that their source used, ${usual} pixels as a rule, not of ${imageSize}.`,
      ];
}

function suiteWarnings({ suite }: DeviceProfile): readonly string[] {
  return suite === 'shrink'
    ? []
    : [
        `This profile is of the suite "${suite}": measure the suite "shrink" for times of compressed weights beside dense ones of the same run.`,
      ];
}

interface Context {
  readonly request: CompareRequest;
  readonly subject: TrainingSubject;
  readonly devices: ComparedDevices;
  readonly trainings: VariantTrainings;
  readonly setting: string | undefined;
  readonly crossovers: readonly Crossover[];
}

function foretell(
  own: PreparedVariant,
  dense: PreparedVariant,
  { devices, crossovers: [largest], request: { footprint } }: Context,
): ForetoldVariant {
  const device = { ...devices.plain, footprint };
  const layer = largest?.layer;
  return {
    prepared: own,
    forward: comparePass(own.forward, dense.forward, device, layer),
    decode:
      own.decode === undefined || dense.decode === undefined
        ? null
        : comparePass(own.decode, dense.decode, device, layer),
  };
}

function comparedVariant(
  own: ForetoldVariant,
  dense: ForetoldVariant,
  context: Context,
): ComparedVariant {
  const { trainings, setting } = context;
  const { variant, graph, published } = own.prepared;
  const { id, name, precision } = variant;
  const isDense = own === dense;
  // A network that is folded for inference is not trained.
  const training = graph.inferenceOnly === true ? null : trainings.of(variant);
  return {
    id,
    name,
    params: costGraph(graph, { precision, mode: 'inference' }).params,
    checkpointBytes: checkpointBytes(graph, precision),
    forward: own.forward,
    decode: own.decode,
    trainingSeconds: training?.seconds ?? null,
    breakEven: isDense ? null : breakEvenOf(own, dense, context),
    accuracy: bestScore(published, setting),
    published,
    notes: isDense ? graph.notes : variantNotes(own, dense, context),
  };
}

function breakEvenOf(
  own: ForetoldVariant,
  dense: ForetoldVariant,
  { request, trainings }: Context,
) {
  const { use, fineTuning = USUAL_FINE_TUNING, footprint } = request;
  const { variant } = own.prepared;
  return breakEven({
    makings: variant.makings,
    fineTuning,
    own: trainings.of(variant),
    dense: trainings.of(DENSE),
    batch: use.batch,
    item: use.imageSize === undefined ? 'sequence' : 'image',
    forward: { own: own.forward, dense: dense.forward },
    decode:
      own.decode === null || dense.decode === null
        ? undefined
        : { own: own.decode, dense: dense.decode },
    footprint,
  });
}

function denseScore(score: PublishedScore | null | undefined): PublishedScore | null {
  const value = score?.dense ?? null;
  if (score === null || score === undefined || value === null) return null;
  return { ...score, value, difference: 0, technique: null };
}
