// Builds any transformer that a TransformerSpec describes: encoder, decoder, or both.
import type { Tensor } from '../../../graph.ts';
import type { GraphBuilder } from '../../../graph-builder.ts';
import { embed } from './embeddings.ts';
import {
  classificationHead,
  type Head,
  languageModelHead,
  pool,
  preTrainingHead,
} from './heads.ts';
import { llamaNames, sequenceNames } from './name-styles.ts';
import { runStack, type StackContext } from './stack.ts';
import type { TransformerNames } from './transformer-names.ts';
import { transformerNotes } from './transformer-notes.ts';
import type { TransformerSizes, TransformerSpec } from './transformer-spec.ts';

export type TransformerHead = 'none' | 'language-model' | 'pre-training' | 'classification';

/** The heads that a spec can be built with; the first is the one that is published with it. */
export function transformerHeads(
  spec: TransformerSpec,
): readonly [TransformerHead, ...TransformerHead[]] {
  if (spec.kind === 'encoder') {
    return spec.output ? ['none', 'pre-training', 'classification'] : ['none', 'classification'];
  }
  return spec.output ? ['language-model', 'none'] : ['none'];
}

/**
 * @param head one of `transformerHeads(spec)`.
 * @param names of the layers; those of Llama, or of BART for an encoder-decoder, when absent.
 * @throws FlopscopeError `invalid-input` naming the layer whose sizes do not fit.
 */
export function buildTransformer(
  graph: GraphBuilder,
  spec: TransformerSpec,
  sizes: TransformerSizes,
  head: string,
  names: TransformerNames = spec.decoder === undefined ? llamaNames() : sequenceNames(),
): Head {
  const notes = transformerNotes(spec, sizes);
  const built =
    spec.kind === 'encoder-decoder'
      ? encoderDecoder(graph, spec, sizes, head, names)
      : oneStack(graph, spec, sizes, head, names);
  return { outputs: built.outputs, notes: [...built.notes, ...notes] };
}

function contextOf(spec: TransformerSpec, causal: boolean): StackContext {
  return {
    hidden: spec.hidden,
    mask: causal ? 'causal' : 'padding',
    positions: spec.positions,
    dropout: spec.dropout,
    attentionDropout: spec.attentionDropout ?? spec.dropout,
  };
}

function oneStack(
  graph: GraphBuilder,
  spec: TransformerSpec,
  { batch, sequenceLength: tokens, classes = 2 }: TransformerSizes,
  head: string,
  names: TransformerNames,
): Head {
  const ids = { prefix: '', batch, tokens };
  const embedded = embed(graph, spec, spec.stack, names.embeddings, ids);
  const context = contextOf(spec, spec.kind === 'decoder');
  const x = runStack(graph, embedded, spec.stack, names.stack, context);
  if (spec.kind === 'decoder') {
    if (head === 'none') return { outputs: [x], notes: ['Without the output layer.'] };
    return languageModelHead(graph, x, spec, names);
  }
  const pooled = spec.pooler ? pool(graph, x, spec, names) : undefined;
  if (head === 'pre-training') return preTrainingHead(graph, x, pooled, spec, names);
  if (head === 'classification') return classificationHead(graph, x, pooled, spec, names, classes);
  return pooled === undefined
    ? { outputs: [x], notes: ['Without a task head; the model has no pooler.'] }
    : { outputs: [x, pooled], notes: ['Without a task head; the pooler is included.'] };
}

function encoderDecoder(
  graph: GraphBuilder,
  spec: TransformerSpec,
  { batch, sequenceLength, targetLength = sequenceLength }: TransformerSizes,
  head: string,
  names: TransformerNames,
): Head {
  const decoder = spec.decoder ?? spec.stack;
  const decoderNames = names.decoder ?? names.stack;
  const source = { prefix: '', batch, tokens: sequenceLength };
  const embedded = embed(graph, spec, spec.stack, names.embeddings, source);
  const memory: Tensor = runStack(graph, embedded, spec.stack, names.stack, contextOf(spec, false));
  const target = { prefix: 'decoder_', batch, tokens: targetLength };
  const targetNames = names.decoderEmbeddings ?? names.embeddings;
  const words = `${names.embeddings.words}.weight`;
  const x = runStack(
    graph,
    embed(graph, spec, decoder, targetNames, target, words),
    decoder,
    decoderNames,
    { ...contextOf(spec, true), memory },
  );
  if (head === 'none') return { outputs: [x], notes: ['Without the output layer.'] };
  return languageModelHead(graph, x, spec, names);
}
