// The int8 weights that torchvision ships, each with the float weights that it was made from.
import * as v from 'valibot';
import { FlopscopeError } from '../shared/errors.ts';
import type { CompressionRecord } from './compression-schema.ts';
import { torchvisionFacts } from './facts.ts';
import { loadOnce } from './load-once.ts';
import { citation } from './schema.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));

const schema = v.array(
  v.strictObject({
    /** Id in the zoo. */
    model: v.string(),
    weights: v.string(),
    floatWeights: v.string(),
    /** The library that runs them: fbgemm on x86, qnnpack on ARM. */
    backend: v.picklist(['fbgemm', 'qnnpack']),
    /** Absent where the recipe's address does not tell. */
    quantized: v.optional(v.picklist(['after-training', 'in-training'])),
    recipe: v.pipe(v.string(), v.url()),
    params: count,
    /** 10⁹ multiply-accumulates of one image at cropPixels. */
    gmacs: positive,
    cropPixels: count,
    /** As printed under "MB"; they are of 2²⁰ bytes. */
    fileMebibytes: positive,
    /** ImageNet validation accuracy, per cent. */
    top1: positive,
    top5: positive,
    ...citation,
  }),
);

export type QuantizedWeights = v.InferOutput<typeof schema>[number];

export const loadQuantizedWeights: () => Promise<readonly QuantizedWeights[]> = loadOnce(
  () => import('./torchvision-quantized.json'),
  schema,
);

const SETTING = 'imagenet-top1-torchvision';

/** For each of them the record of its float weights and its own. */
export function quantizedResults(
  weights: readonly QuantizedWeights[],
): readonly CompressionRecord[] {
  return weights.flatMap((quantized) => {
    const dense = floatResult(quantized);
    const { model, top1, params, gmacs, fileMebibytes } = quantized;
    const how = { 'after-training': 'after training', 'in-training': 'in training' } as const;
    const record: CompressionRecord = {
      id: idOf(model, quantized.weights),
      model: `${model}, ${quantized.weights}`,
      zoo: model,
      method: 'int8-quantization',
      technique:
        quantized.quantized === undefined
          ? quantized.backend
          : `${how[quantized.quantized]}, ${quantized.backend}`,
      bits: 8,
      reference: dense.id,
      scores: [{ setting: SETTING, value: top1 }],
      figures: [
        { quantity: 'parameters', value: params, unit: '' },
        { quantity: 'inference work', value: gmacs, unit: 'GMAC' },
        { quantity: 'file', value: fileMebibytes, unit: 'MiB' },
      ],
      ...cited(quantized),
    };
    return [dense, record];
  });
}

function floatResult({ model, floatWeights }: QuantizedWeights): CompressionRecord {
  const fact = torchvisionFacts.find(
    (each) => each.model === model && each.weights === floatWeights,
  );
  if (fact?.top1 === undefined) {
    throw new FlopscopeError(
      'internal',
      `torchvision has no accuracy of ${model} ${floatWeights}.`,
    );
  }
  return {
    id: idOf(model, floatWeights),
    model: `${model}, ${floatWeights}`,
    zoo: model,
    method: 'dense',
    bits: 32,
    scores: [{ setting: SETTING, value: fact.top1 }],
    ...cited(fact),
  };
}

function idOf(model: string, weights: string): string {
  return `torchvision-${model}-${weights.toLowerCase().replaceAll('_', '-')}`;
}

type Cited = Pick<CompressionRecord, 'source' | 'date' | 'checked' | 'licence' | 'provenance'>;

function cited({ source, date, checked, licence, provenance }: Cited): Cited {
  return { source, ...(date === undefined ? {} : { date }), checked, licence, provenance };
}
