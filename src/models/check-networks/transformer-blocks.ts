// Single layers of a vision transformer, of GPT-2 and of BERT, at their real widths.
import { GraphBuilder } from '../graph-builder.ts';
import { buildTransformer } from '../zoo/families/transformer/build-transformer.ts';
import { bertPlan, gptPlan } from '../zoo/families/transformer/plans.ts';
import { encoderLayer } from '../zoo/families/vision-transformer.ts';
import type { CheckNetwork } from './check-network.ts';
import { finishPart, tokenInput } from './network-input.ts';

const visionBlock: CheckNetwork = {
  id: 'vit-block',
  name: 'Layer of ViT-S, 197 tokens, batch 2',
  batch: 2,
  optimizer: 'adam',
  size: 'medium',
  build: () => {
    const graph = new GraphBuilder();
    const x = tokenInput(graph, 2, 197, 384);
    const y = encoderLayer(graph, 'layer', x, {
      layers: 1,
      hidden: 384,
      heads: 6,
      feedForward: 1536,
    });
    return finishPart(graph, 'vit-block', 2, y);
  },
};

const gptBlock: CheckNetwork = {
  id: 'gpt-block',
  name: 'One layer of GPT-2 with its loss, 4096 words, 128 tokens',
  batch: 1,
  optimizer: 'adam',
  size: 'medium',
  build: () => {
    const graph = new GraphBuilder();
    const spec = gptPlan({ layers: 1, hidden: 768, heads: 12, vocabulary: 4096, context: 128 });
    const sizes = { batch: 1, sequenceLength: 128 };
    const { outputs } = buildTransformer(graph, spec, sizes, 'language-model');
    return graph.finish({
      id: 'gpt-block',
      name: 'gpt-block',
      head: 'language-model',
      bindings: sizes,
      outputs,
    });
  },
};

/** One layer under a small vocabulary, without a task head. */
function bertLayer(batch: number): CheckNetwork {
  const id = `bert-layer-${batch}`;
  return {
    id,
    name: `Layer of BERT-base, 64 tokens, batch ${batch}`,
    batch,
    optimizer: 'adam',
    size: 'medium',
    build: () => {
      const graph = new GraphBuilder();
      const spec = bertPlan({
        layers: 1,
        hidden: 768,
        heads: 12,
        feedForward: 3072,
        vocabulary: 1024,
        context: 64,
      });
      const sizes = { batch, sequenceLength: 64 };
      const { outputs } = buildTransformer(graph, { ...spec, pooler: false }, sizes, 'none');
      return graph.finish({ id, name: id, head: 'none', bindings: sizes, outputs });
    },
  };
}

export const transformerBlocks: readonly CheckNetwork[] = [
  visionBlock,
  gptBlock,
  ...[1, 2, 4].map(bertLayer),
];
