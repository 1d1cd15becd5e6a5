// From token ids to vectors: token, position and segment tables, their norm and dropout.
import type { Tensor } from '../../../graph.ts';
import type { GraphBuilder } from '../../../graph-builder.ts';
import { dimension } from '../../../shapes.ts';
import { add, apply, drop, normalise, type Part, project } from './part.ts';
import type { EmbeddingNames } from './transformer-names.ts';
import type { StackSpec, TransformerSpec } from './transformer-spec.ts';

export interface TokenIds {
  /** Put before the names of the inputs: "decoder_" for the second stack. */
  readonly prefix: string;
  readonly batch: number;
  readonly tokens: number;
}

/** @param tiedWords the parameter to look up in place of a table of its own. @returns batch × tokens × hidden. */
export function embed(
  graph: GraphBuilder,
  spec: TransformerSpec,
  stack: StackSpec,
  names: EmbeddingNames,
  ids: TokenIds,
  tiedWords?: string,
): Tensor {
  const part: Part = { graph, block: `${ids.prefix}embeddings` };
  const features = spec.embeddingSize ?? spec.hidden;
  const shape = [dimension('batch', ids.batch), dimension('tokens', ids.tokens)];
  let words = graph.apply(
    'embedding',
    names.words,
    [graph.input(`${ids.prefix}token_ids`, shape, 'integer')],
    { entries: spec.vocabulary, features },
    { block: part.block, ...(tiedWords === undefined ? {} : { tied: { weight: tiedWords } }) },
  );
  if (spec.embeddingScale) {
    const factor = Math.sqrt(spec.hidden);
    words = apply(part, 'scale', `${ids.prefix}embed_scale`, [words], { factor });
  }
  // Narrow tables: ALBERT sums and norms the narrow vectors and widens them last, OPT-350M widens the tokens first.
  const widenLast = spec.embeddingNorm ?? false;
  const widen = (x: Tensor) =>
    features === spec.hidden ? x : project(part, names.projection, x, spec.hidden, widenLast);
  if (!widenLast) words = widen(words);
  let x = addPositions(part, spec, names, ids, words, widenLast ? features : spec.hidden);
  if (spec.embeddingNorm) x = normalise(part, names.norm, x, stack.norm);
  x = drop(part, names.dropout, x, spec.dropout);
  return widenLast ? widen(x) : x;
}

function addPositions(
  part: Part,
  spec: TransformerSpec,
  names: EmbeddingNames,
  ids: TokenIds,
  words: Tensor,
  features: number,
): Tensor {
  const { graph } = part;
  const shape = words.shape.slice(0, 2);
  const look = (name: string, input: string, over: typeof shape, entries: number) =>
    apply(part, 'embedding', name, [graph.input(`${ids.prefix}${input}`, over, 'integer')], {
      entries,
      features,
    });
  const others: Tensor[] = [];
  if (spec.segments !== undefined) {
    others.push(look(names.segments, 'token_type_ids', shape, spec.segments));
  }
  if (spec.positions.kind === 'learned') {
    others.push(look(names.positions, 'position_ids', shape.slice(1), spec.positions.rows));
  } else if (spec.positions.kind === 'sinusoidal') {
    const table = [dimension('tokens', ids.tokens), dimension('features', features)];
    others.push(graph.input(`${ids.prefix}position_vectors`, table));
  }
  return others.length === 0 ? words : add(part, `${part.block}.add`, words, ...others);
}
