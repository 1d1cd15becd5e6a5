// What stands on top of the stack: predictions of tokens, of masked tokens, or of a class.
import { elementCount, type Tensor } from '../../../graph.ts';
import type { GraphBuilder } from '../../../graph-builder.ts';
import { addLoss } from '../../define-model.ts';
import { apply, drop, type Part, project } from './part.ts';
import type { TransformerNames } from './transformer-names.ts';
import type { ActivationKind, TransformerSpec } from './transformer-spec.ts';

/** Share of the tokens that the pre-training of encoders predicts (section 3.1 of the BERT paper). */
const MASKED_SHARE = 0.15;

/** Gemma 2's. */
const LOGIT_CAP = 30;

export interface Head {
  readonly outputs: readonly Tensor[];
  readonly notes: readonly string[];
}

/** Logits over the vocabulary for every position of `x`. */
export function languageModelHead(
  graph: GraphBuilder,
  x: Tensor,
  spec: TransformerSpec,
  names: TransformerNames,
): Head {
  const { tied = false } = spec.output ?? {};
  const logits = addLogits(graph, x, spec, names);
  addLoss(graph, logits);
  return {
    outputs: [logits],
    notes: tied
      ? ['The output layer shares the word table: its MACs count, its parameters count once.']
      : [],
  };
}

function addLogits(
  graph: GraphBuilder,
  x: Tensor,
  spec: TransformerSpec,
  names: TransformerNames,
): Tensor {
  const { tied = false, bias = false, softCap = false } = spec.output ?? {};
  const part: Part = { graph, block: names.output };
  const width = spec.embeddingSize ?? spec.hidden;
  const narrow =
    tied && x.shape.at(-1)?.size !== width
      ? project(part, names.outputProjection, x, width, false)
      : x;
  const logits = graph.apply(
    'linear',
    names.output,
    [narrow],
    { outFeatures: spec.vocabulary, bias },
    {
      block: names.output,
      role: 'language-model-head',
      ...(tied ? { tied: { weight: `${names.embeddings.words}.weight` } } : {}),
    },
  );
  return softCap
    ? apply(part, 'soft-cap', `${names.output}.soft_cap`, [logits], { cap: LOGIT_CAP })
    : logits;
}

/** Dense layer and tanh over the first token. */
export function pool(
  graph: GraphBuilder,
  x: Tensor,
  spec: TransformerSpec,
  names: TransformerNames,
): Tensor {
  return firstToken(graph, x, spec.hidden, 'pooler', names.pooler, 'tanh');
}

function firstToken(
  graph: GraphBuilder,
  x: Tensor,
  features: number,
  block: string,
  name: string,
  kind: ActivationKind,
): Tensor {
  const part: Part = { graph, block };
  const first = apply(part, 'take-tokens', `${block}.take`, [x], { count: 1, squeeze: true });
  const dense = project(part, name, first, features, true);
  return apply(part, 'activation', `${block}.activation`, [dense], { kind });
}

/** Words at the masked positions only, as the original code of BERT gathers them, and the order of segments. */
export function preTrainingHead(
  graph: GraphBuilder,
  sequence: Tensor,
  pooled: Tensor | undefined,
  spec: TransformerSpec,
  names: TransformerNames,
): Head {
  const tokens = sequence.shape[1]?.size ?? 1;
  const count = Math.ceil(tokens * MASKED_SHARE);
  const part: Part = { graph, block: names.output };
  const { dense, norm } = names.transform;
  let x = apply(part, 'take-tokens', `${names.output}.masked`, [sequence], { count });
  x = project(part, dense, x, spec.embeddingSize ?? spec.hidden, true);
  const { activation: kind } = spec.stack.feedForward;
  x = apply(part, 'activation', `${dense}.activation`, [x], { kind });
  x = apply(part, 'layer-norm', norm, [x]);
  const words = addLogits(graph, x, spec, names);
  addLoss(graph, words, 'loss.masked_words');
  const outputs = [words];
  if (spec.segmentHead && pooled) {
    const next = project({ graph, block: names.segmentHead }, names.segmentHead, pooled, 2, true);
    addLoss(graph, next, 'loss.segments');
    outputs.push(next);
  }
  const rows = elementCount(words.shape) / spec.vocabulary;
  return {
    outputs,
    notes: [
      `The word predictions are computed for the masked 15 % of the positions only (${count} of ${tokens}, ${rows} rows), as in the original code of BERT; code that computes all positions spends up to ${Math.round(tokens / count)} times as much on this layer.`,
    ],
  };
}

export function classificationHead(
  graph: GraphBuilder,
  sequence: Tensor,
  pooled: Tensor | undefined,
  spec: TransformerSpec,
  names: TransformerNames,
  classes: number,
): Head {
  const part: Part = { graph, block: 'classifier' };
  const { preClassifier } = names;
  const kind = spec.classifierActivation ?? 'tanh';
  const features =
    pooled ?? firstToken(graph, sequence, spec.hidden, 'classifier', preClassifier, kind);
  const x = drop(part, 'dropout', features, spec.dropout);
  const logits = project(part, names.classifier, x, classes, true);
  addLoss(graph, logits);
  const below = pooled ? 'the pooler' : 'a dense layer over the first token';
  return { outputs: [logits], notes: [`One linear layer with ${classes} outputs on ${below}.`] };
}
