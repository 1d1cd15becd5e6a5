// The networks that both sides train, and what they begin with.
import type { Optimizer } from '../../../src/engine/executor/optimizer.ts';
import { digitsNetwork } from '../../../src/models/digits-network.ts';
import { GraphBuilder } from '../../../src/models/graph-builder.ts';
import type { ModelGraph } from '../../../src/models/graph.ts';
import { dimension } from '../../../src/models/shapes.ts';
import { encoderLayer } from '../../../src/models/zoo/families/vision-transformer.ts';

export const STEP_NETWORKS = ['digits-cnn', 'transformer-block'] as const;

export type StepNetworkId = (typeof STEP_NETWORKS)[number];

export interface StepNetwork {
  readonly id: StepNetworkId;
  readonly name: string;
  readonly optimizer: Optimizer;
  readonly graph: ModelGraph;
}

/** As the lab trains it (src/cli/digits-command.ts). */
const DIGITS_BATCH = 50;

export const BLOCK = { batch: 4, tokens: 64, hidden: 256, heads: 4, feedForward: 1024 } as const;

/** Both libraries have the same momentum: m ← 0.9·m + g, p ← p − rate·m. */
export function stepNetwork(id: StepNetworkId): StepNetwork {
  if (id === 'digits-cnn') {
    return {
      id,
      name: `Digits CNN, batch ${DIGITS_BATCH}, momentum`,
      optimizer: { name: 'sgd-momentum', learningRate: 0.01, decay: 0.9 },
      graph: digitsNetwork(DIGITS_BATCH),
    };
  }
  const { batch, tokens, hidden, heads } = BLOCK;
  return {
    id,
    name: `Transformer block, hidden ${hidden}, ${heads} heads, ${tokens} tokens, batch ${batch}, Adam`,
    optimizer: { name: 'adam', learningRate: 1e-3, decay: 0.9, squareDecay: 0.999 },
    graph: transformerBlock(),
  };
}

/** Pre-norm; each token's features are taken for the logits of a label, so that a loss belongs to the step. */
function transformerBlock(): ModelGraph {
  const { batch, tokens, hidden } = BLOCK;
  const graph = new GraphBuilder();
  const rows = [dimension('batch', batch), dimension('tokens', tokens)];
  const x = graph.input('tokens', [...rows, dimension('features', hidden)]);
  const y = encoderLayer(graph, 'layer', x, { layers: 1, ...BLOCK });
  const labels = graph.input('labels', rows, 'integer');
  graph.apply('cross-entropy', 'loss', [y, labels], {}, { trainingOnly: true });
  return graph.finish({
    id: 'transformer-block',
    name: 'Transformer block',
    head: 'none',
    bindings: { batch },
    outputs: [y],
  });
}
