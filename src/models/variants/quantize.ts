// Quantization: weights as integers of 8 or 4 bits with scales, alone or with int8 activations. Embeddings,
// normalisations and the products of attention stay in floating point.
import * as v from 'valibot';
import type { ModelGraph } from '../graph.ts';
import { counted } from './counted.ts';
import { parseParameters, refusal } from './parse-parameters.ts';
import { storeWeights } from './store-weights.ts';
import { leftDenseNotes, type WeightLayer, weightLayers } from './weight-layers.ts';
import { type QuantizedScheme, storageProblem, type WeightStorage } from './weight-storage.ts';

const GROUP_SIZES = [128, 64] as const;

function groupSentence({ input }: { readonly input: unknown }): string {
  return `Groups of ${String(input)} weights are not offered. Choose 128 or 64.`;
}

const quantizeParameters = v.strictObject({
  /** `int8`: weights and activations; the other two: weights only. */
  scheme: v.picklist(['int8', 'int8-weights', 'int4-weights']),
  /**
   * Of int4-weights. 128 is the group of GPTQ and AWQ's published models (arXiv 2210.17323, 2306.00978); a layer whose
   * inputs it does not divide takes 64.
   */
  groupSize: v.optional(
    v.pipe(
      v.number(groupSentence),
      v.check((size) => GROUP_SIZES.some((each) => each === size), groupSentence),
    ),
    128,
  ),
});

const SENTENCES: Readonly<Record<QuantizedScheme, string>> = {
  int8: 'Weights and activations of {n} layers are int8, summed in int32: one scale for each output of a weight and for each row of activations, which are quantized while the network runs.',
  'int8-weights':
    'Weights of {n} layers are int8 with a scale for each output; activations stay in floating point.',
  'int4-weights':
    'Weights of {n} layers are int4 with a scale for each group along the input; activations stay in floating point.',
};

/** @throws FlopscopeError `invalid-input` for parameters that are wrong or a model without such layers. */
export function quantize(
  graph: ModelGraph,
  parameters: v.InferInput<typeof quantizeParameters>,
): ModelGraph {
  const { scheme, groupSize } = parseParameters(quantizeParameters, parameters);
  const found = weightLayers(graph);
  const storages = new Map<WeightLayer, WeightStorage>();
  const unfit: WeightLayer[] = [];
  for (const each of found.layers) {
    const storage = storageOf(each, scheme, groupSize);
    if (storage === undefined) unfit.push(each);
    else storages.set(each, storage);
  }
  if (storages.size === 0) {
    throw refusal(
      `${graph.name} has no layer that can be stored as ${scheme}: no fully connected layer and no convolution without groups fits. Choose another variant.`,
    );
  }
  const [first] = unfit;
  return storeWeights(graph, storages, {
    name: `${graph.name}, ${scheme}`,
    notes: [
      SENTENCES[scheme].replace('{n} layers', counted(storages.size, 'layer')),
      ...(first === undefined
        ? []
        : [
            `${counted(unfit.length, 'layer stays', 'layers stay')} in floating point (${unfit.length === 1 ? '' : 'the first is '}"${first.layer.id}"): ${scheme === 'int8' ? 'such long sums would overflow int32' : 'no offered group of weights divides the inputs'}.`,
          ]),
      ...leftDenseNotes(found),
    ],
  });
}

function storageOf(
  layer: WeightLayer,
  scheme: QuantizedScheme,
  groupSize: number,
): WeightStorage | undefined {
  const choices: readonly WeightStorage[] =
    scheme === 'int4-weights'
      ? GROUP_SIZES.filter((each) => each <= groupSize).map((each) => ({
          weights: scheme,
          groupSize: each,
        }))
      : [{ weights: scheme }];
  return choices.find((each) => storageProblem(each, layer) === undefined);
}
