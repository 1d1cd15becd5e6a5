import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  printedTransformerFacts,
  roundedCounts,
  torchvisionFacts,
  transformerFacts,
} from '../../facts/facts.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { countModel, type ModelCount } from '../count.ts';
import { buildModel, findModel, listModels } from './zoo.ts';

function messageOf(action: () => unknown): { code: string; message: string } {
  try {
    action();
  } catch (error) {
    if (error instanceof FlopscopeError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('Nothing was thrown.');
}

describe('published counts', () => {
  it.each(torchvisionFacts)('$model $weights: torchvision', (fact) => {
    const count = countModel(buildModel(fact.model, { imageSize: fact.cropPixels }));
    expect(count.params).toBe(fact.params);
    // 0.1 %, or half of the last printed digit where that is coarser (below 0.5 GMACs).
    const tolerance = Math.max(0.001 * fact.gmacs, 0.0005);
    expect(Math.abs(count.macs / 1e9 - fact.gmacs)).toBeLessThanOrEqual(tolerance);
    // And to the printed digit.
    expect((count.macs / 1e9).toFixed(3)).toBe(fact.gmacs.toFixed(3));
  });

  it('holds all 80 architectures of torchvision', () => {
    expect(new Set(torchvisionFacts.map((fact) => fact.model)).size).toBe(80);
  });

  it.each(transformerFacts)('$model: exact parameters', (fact) => {
    expect(countModel(buildModel(fact.model)).params).toBe(fact.params);
  });

  it.each(roundedCounts)('$model: $quantity $value to the printed digit', (fact) => {
    const { quantity, leavesOut = [] } = fact;
    const count = countModel(buildModel(fact.model));
    const left = count.layers.filter((layer) => leavesOut.includes(layer.name));
    expect(left).toHaveLength(leavesOut.length);
    const value = left.reduce((rest, layer) => rest - layer[quantity], count[quantity]);
    expect(Math.round(value / fact.roundedTo) * fact.roundedTo).toBe(fact.value);
  });

  it('every model of the zoo is held by a published count', () => {
    const facts = [
      ...roundedCounts,
      ...torchvisionFacts,
      ...transformerFacts,
      ...printedTransformerFacts,
    ];
    const held = new Set(facts.map((fact) => fact.model));
    for (const model of listModels()) expect(held).toContain(model.id);
  });

  it('BERT heads: pre-training adds the transform, the output bias and the next-sentence layer', () => {
    const none = countModel(buildModel('bert-base'));
    const full = countModel(buildModel('bert-base', {}, { head: 'pre-training' }));
    // 768² + 768, layer norm 2·768, vocabulary bias 30,522, 768·2 + 2; the word table is tied.
    const added = 768 * 768 + 768 + 2 * 768 + 30_522 + 768 * 2 + 2;
    expect(full.params - none.params).toBe(added);
    // 20 of 128 positions are predicted.
    expect(full.macs - none.macs).toBe(20 * 768 * (768 + 30_522) + 768 * 2);
  });

  it('GPT-2 counts the MACs of its tied output layer but no parameters', () => {
    const count = countModel(buildModel('gpt2-small', { sequenceLength: 1024 }));
    const head = count.layers.find((layer) => layer.name === 'lm_head');
    expect(head).toMatchObject({ params: 0, macs: 1024 * 768 * 50_257 });
  });
});

describe('layers by hand', () => {
  it('ResNet-50 conv1: 112·112·64·3·49 MACs', () => {
    const conv1 = countModel(buildModel('resnet50')).layers[0];
    expect(conv1).toMatchObject({ name: 'conv1', block: 'stem', params: 9408, macs: 118_013_952 });
  });

  it('ResNet-50 layer4.0: the stride sits in the 3×3', () => {
    const layers = countModel(buildModel('resnet50')).layers;
    const find = (name: string) => layers.find((layer) => layer.name === name)?.macs;
    expect(find('layer4.0.conv1')).toBe(14 * 14 * 1024 * 512);
    expect(find('layer4.0.conv2')).toBe(7 * 7 * 512 * 512 * 9);
  });

  it('ViT attention: scores and context each take heads · tokens² · 64 MACs', () => {
    const layers = countModel(buildModel('vit-b-16')).layers;
    const products = layers.filter((layer) => layer.operator === 'matmul');
    expect(products).toHaveLength(24);
    for (const each of products) expect(each.macs).toBe(12 * 197 * 197 * 64);
  });

  it('MobileNetV2 depthwise: one input channel per output channel', () => {
    const layer = countModel(buildModel('mobilenet-v2')).layers.find(
      (each) => each.name === 'features.2.conv.1.0',
    );
    expect(layer).toMatchObject({ macs: 56 * 56 * 96 * 9, params: 96 * 9 });
  });
});

/** Without Swin V2's position network, which runs once in a pass, whatever the batch. */
function macsPerBatch(count: ModelCount): number {
  const layers = count.layers.filter((layer) => !layer.name.includes('.cpb_mlp.'));
  return layers.reduce((sum, layer) => sum + layer.macs, 0);
}

describe('counts', () => {
  const ids = listModels().map((model) => model.id);

  it('MACs and FLOPs grow linearly with the batch, parameters do not', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ids), fc.integer({ min: 2, max: 64 }), (id, batch) => {
        const one = countModel(buildModel(id));
        const many = countModel(buildModel(id, { batch }));
        expect(macsPerBatch(many)).toBe(macsPerBatch(one) * batch);
        expect(many.params).toBe(one.params);
        expect(many.flops).toBeLessThanOrEqual(one.flops * batch);
      }),
      { numRuns: 20 },
    );
  });

  it.each(ids)('%s: totals are the sums of the layers, FLOPs = 2 · MACs + others', (id) => {
    const count = countModel(buildModel(id));
    const sum = (key: 'params' | 'macs' | 'flops') =>
      count.layers.reduce((total, layer) => total + layer[key], 0);
    const leftOut = count.notCounted.reduce((total, each) => total + (each.params ?? 0), 0);
    expect(sum('params') + leftOut).toBe(count.params);
    expect(sum('macs')).toBe(count.macs);
    expect(sum('flops')).toBe(count.flops);
    expect(count.flops).toBe(2 * count.macs + count.otherFlops);
    expect(count.otherFlops).toBeGreaterThan(0);
    expect(count.notCounted.map((each) => each.what)).toContain('Backward passes and optimizer');
  });

  it('doubling the sequence quadruples the attention products', () => {
    const products = (sequenceLength: number) =>
      countModel(buildModel('bert-base', { sequenceLength }))
        .layers.filter((layer) => layer.operator === 'matmul')
        .reduce((sum, layer) => sum + layer.macs, 0);
    expect(products(256)).toBe(4 * products(128));
  });
});

describe('names', () => {
  it.each([
    ['resnet-50', 'resnet50'],
    ['ResNet 50', 'resnet50'],
    ['bert', 'bert-base'],
    ['gpt2', 'gpt2-xl'],
    ['mobilenetv2', 'mobilenet-v2'],
    ['vgg', 'vgg11'],
  ])('%s: suggests %s first', (typed, nearest) => {
    const { code, message } = messageOf(() => findModel(typed));
    expect(code).toBe('unknown-name');
    expect(message).toContain(`The nearest are ${nearest}`);
  });

  it('does not echo an endless name', () => {
    expect(messageOf(() => findModel('x'.repeat(1e5))).message.length).toBeLessThan(200);
  });
});

describe('bad bindings', () => {
  it.each([0, -1, 1.5, Number.NaN, Infinity, 1e30])('batch %s is refused', (batch) => {
    const { code, message } = messageOf(() => buildModel('resnet50', { batch }));
    expect(code).toBe('invalid-input');
    expect(message).toMatch(/^Batch size .*Choose a whole number from 1 to 65536/);
  });

  it.each([
    ['alexnet', 62, 'Image size 62 is too small for AlexNet'],
    ['vgg16', 31, 'Image size 31 is too small for VGG-16'],
    ['vit-b-16', 225, 'patches of 16'],
    ['resnet50', 1e6, 'too large'],
  ])('%s at %s pixels', (id, imageSize, sentence) => {
    expect(messageOf(() => buildModel(id, { imageSize })).message).toContain(sentence);
  });

  it('a longer sequence than the position table is refused', () => {
    expect(messageOf(() => buildModel('bert-base', { sequenceLength: 513 })).message).toContain(
      'from 1 to 512 tokens',
    );
  });

  it('a size that the model does not have is refused, not ignored', () => {
    const { message } = messageOf(() => buildModel('resnet50', { sequenceLength: 128 }));
    expect(message).toContain('has no sequenceLength');
  });

  it('an unknown head names the known ones', () => {
    const { message } = messageOf(() => buildModel('bert-base', {}, { head: 'masked' }));
    expect(message).toContain('none, pre-training, classification');
  });

  it.each(listModels())('$id builds at its smallest and default sizes', (model) => {
    const smallest = Object.fromEntries(model.bindings.map((each) => [each.name, each.minimum]));
    expect(countModel(buildModel(model.id, smallest)).macs).toBeGreaterThan(0);
    expect(buildModel(model.id)).toBe(buildModel(model.id, { ...model.defaults }));
  });
});
