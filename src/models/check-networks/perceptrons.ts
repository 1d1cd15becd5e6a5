// Fully connected networks with a loss.
import { GraphBuilder } from '../graph-builder.ts';
import { dimension } from '../shapes.ts';
import type { CheckNetwork } from './check-network.ts';
import { finishClassifier } from './network-input.ts';

function perceptron(
  id: string,
  name: string,
  batch: number,
  widths: readonly [number, ...number[]],
): CheckNetwork {
  return {
    id,
    name,
    batch,
    optimizer: 'adam',
    size: 'small',
    build: () => {
      const graph = new GraphBuilder();
      const [inputs, ...layers] = widths;
      let x = graph.input('x', [dimension('batch', batch), dimension('features', inputs)]);
      for (const [index, outFeatures] of layers.entries()) {
        x = graph.apply('linear', `layer${index + 1}`, [x], { outFeatures });
        if (index === layers.length - 1) break;
        x = graph.apply('activation', `relu${index + 1}`, [x], { kind: 'relu' });
      }
      return finishClassifier(graph, id, batch, x);
    },
  };
}

export const perceptrons: readonly CheckNetwork[] = [
  perceptron('mlp-small', 'Perceptron 784-256-128-10, batch 64', 64, [784, 256, 128, 10]),
  perceptron('mlp-wide', 'Perceptron 1024-2048-2048-1000, batch 32', 32, [1024, 2048, 2048, 1000]),
];
