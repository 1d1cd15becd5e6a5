// Inputs to run a network with when only its speed is asked for: zero-mean images, and ids that the layers which
// read them allow.
import * as v from 'valibot';
import { createRandom } from '../../shared/random.ts';
import { elementCount, type ModelGraph } from '../graph.ts';
import { tensorOf } from '../layer-kind.ts';
import { embeddingAttributes } from '../operators/embedding.operator.ts';

export type InputData = Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** By tensor id: floats uniform in ±1, integers uniform below what the narrowest reader allows. */
export function randomInputs(graph: ModelGraph, seed: number): Map<string, InputData> {
  const random = createRandom(seed);
  return new Map(
    graph.inputs.map((id): readonly [string, InputData] => {
      const { shape, elements } = tensorOf(graph, id);
      const length = elementCount(shape);
      if (elements === 'float') {
        return [id, Float32Array.from({ length }, () => 2 * random() - 1)];
      }
      const limit = integerLimit(graph, id);
      return [id, Uint32Array.from({ length }, () => Math.floor(random() * limit))];
    }),
  );
}

/** Their second input holds labels. */
const LOSSES = new Set(['cross-entropy', 'soft-cross-entropy']);

/** Zeros are allowed everywhere. */
const SAFE_LIMIT = 1;

function integerLimit(graph: ModelGraph, id: string): number {
  const limits = graph.layers
    .filter(({ inputs }) => inputs.includes(id))
    .map(({ operator, attributes, inputs }) => {
      if (operator === 'embedding') return v.parse(embeddingAttributes, attributes).entries;
      if (!LOSSES.has(operator) || inputs[1] !== id) return SAFE_LIMIT;
      return tensorOf(graph, inputs[0] ?? '').shape.at(-1)?.size ?? SAFE_LIMIT;
    });
  return limits.length === 0 ? SAFE_LIMIT : Math.min(...limits);
}
