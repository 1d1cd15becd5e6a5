// A variant's graphs at the sizes of a comparison, counted and turned into the programs that would run.
import type { CompressionFacts } from '../../facts/compression.ts';
import type { ModelGraph } from '../../models/graph.ts';
import type { NamedVariant } from '../../models/variants/parse-variants.ts';
import { decodeGraph } from '../inference/decode-graph.ts';
import type { InferenceUse } from '../inference/parse-inference.ts';
import type { TrainingSubject } from '../training-subject.ts';
import type { ComparedDevices } from './compared-devices.ts';
import { passOfGraph, type PassOfGraph } from './compare-pass.ts';
import { publishedScores } from './match-published.ts';
import type { PublishedScore } from './variant-comparison.ts';

export interface PreparedVariant {
  readonly variant: NamedVariant;
  readonly graph: ModelGraph;
  readonly forward: PassOfGraph;
  readonly decode: PassOfGraph | undefined;
  readonly published: readonly PublishedScore[];
}

export interface PrepareRequest {
  readonly subject: TrainingSubject;
  readonly use: InferenceUse;
  readonly devices: ComparedDevices;
  readonly published: CompressionFacts;
}

/** The network itself, to be prepared like the others. */
export const DENSE: NamedVariant = {
  id: 'dense',
  name: 'Dense',
  makings: [],
  precision: 'f32',
  apply: (graph) => graph,
  applyForTraining: (graph) => graph,
};

/** @throws FlopscopeError where the variant does not apply to the model, or sizes do not fit. */
export function prepareVariant(variant: NamedVariant, request: PrepareRequest): PreparedVariant {
  const { subject, use, devices, published } = request;
  const device = devices.of(variant.precision);
  const graph = variant.apply(buildForUse(subject, use, use.tokensIn));
  const writes = use.tokensIn !== undefined && use.tokensOut !== undefined;
  return {
    variant,
    graph,
    forward: passOfGraph(graph, device),
    decode: writes
      ? passOfGraph(decodeStep(variant, subject, use, use.tokensIn), device)
      : undefined,
    published: publishedScores(published, subject.info.id, variant.id),
  };
}

/** The first token after those that were read. */
function decodeStep(
  variant: NamedVariant,
  subject: TrainingSubject,
  use: InferenceUse,
  read: number,
): ModelGraph {
  return decodeGraph(variant.apply(buildForUse(subject, use, 1)), read + 1).graph;
}

/** @throws FlopscopeError `invalid-input` for sizes that do not fit the model. */
export function buildForUse(
  { info, build }: TrainingSubject,
  { batch, imageSize }: InferenceUse,
  tokens: number | undefined,
): ModelGraph {
  const head = info.heads.find((each) => each === info.task) ?? info.heads[0];
  return build(
    {
      batch,
      ...(tokens === undefined ? {} : { sequenceLength: tokens }),
      ...(imageSize === undefined ? {} : { imageSize }),
    },
    { head },
  );
}
