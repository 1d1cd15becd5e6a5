// What decides the counts of torchvision's mobile and attention models beyond their published totals: widths,
// windows, shifts, padding, and what runs once.
import { describe, expect, it } from 'vitest';
import { costGraph } from '../cost.ts';
import { countModel } from '../count.ts';
import { elementCount, type Layer, type ModelGraph } from '../graph.ts';
import { buildModel, findModel, listModels } from './zoo.ts';

function layerOf(graph: ModelGraph, name: string): Layer {
  const layer = graph.layers.find((each) => each.name === name);
  if (layer) return layer;
  throw new Error(`${graph.id} has no layer "${name}".`);
}

function macsOf(id: string, name: string): number | undefined {
  return countModel(buildModel(id)).layers.find((each) => each.name === name)?.macs;
}

function shapeOf(graph: ModelGraph, name: string): readonly number[] {
  const [output = ''] = layerOf(graph, name).outputs;
  return graph.tensors.get(output)?.shape.map((axis) => axis.size) ?? [];
}

const FAMILIES = new Set([
  'MobileNet',
  'ShuffleNet',
  'EfficientNet',
  'ConvNeXt',
  'Vision transformer',
  'Swin transformer',
  'MaxViT',
]);
const ids = listModels()
  .filter((model) => FAMILIES.has(model.family))
  .map((model) => model.id);

describe('squeeze-and-excitation', () => {
  it.each([
    // ⌊72/4⌋ = 18 is rounded up to 24: 16 would lose more than a tenth.
    ['mobilenet-v3-large', 'features.4.block.2.fc1', 72 * 24],
    ['mobilenet-v3-small', 'features.1.block.1.fc1', 16 * 8],
    // A quarter of the block's input, not of what it expands to.
    ['efficientnet-b0', 'features.2.0.block.2.fc1', 96 * 4],
    ['efficientnet-v2-s', 'features.4.0.block.2.fc2', 16 * 256],
    // A quarter of the block's output.
    ['maxvit-t', 'blocks.1.layers.0.layers.MBconv.layers.squeeze_excitation.fc1', 512 * 32],
  ])('%s %s', (id, name, macs) => {
    expect(macsOf(id, name)).toBe(macs);
  });
});

describe('blocks', () => {
  it('a first block without expansion has no expanding convolution', () => {
    const names = buildModel('efficientnet-b0').layers.map((layer) => layer.name);
    expect(names).toContain('features.1.0.block.2.0');
    expect(names).not.toContain('features.1.0.block.3.0');
  });

  it('EfficientNetV2-S: a fused block is one full 3×3 and a 1×1', () => {
    expect(macsOf('efficientnet-v2-s', 'features.2.0.block.0.0')).toBe(96 * 96 * 24 * 96 * 9);
    expect(macsOf('efficientnet-v2-s', 'features.2.0.block.1.0')).toBe(96 * 96 * 96 * 48);
  });

  it('ShuffleNetV2: half of the channels pass a unit of stride 1 untouched', () => {
    const graph = buildModel('shufflenet-v2-x1-0');
    expect(shapeOf(graph, 'stage2.1.branch2.0')).toEqual([1, 58, 28, 28]);
    const halves = layerOf(graph, 'stage2.1.chunk').outputs;
    expect(layerOf(graph, 'stage2.1.concat').inputs[0]).toBe(halves[0]);
  });

  it('ConvNeXt: a depthwise 7×7 and two layers of four times the channels', () => {
    expect(macsOf('convnext-tiny', 'features.1.0.block.0')).toBe(56 * 56 * 96 * 49);
    expect(macsOf('convnext-tiny', 'features.1.0.block.3')).toBe(56 * 56 * 96 * 384);
    expect(shapeOf(buildModel('convnext-tiny'), 'features.1.0.layer_scale')).toEqual([
      1, 96, 56, 56,
    ]);
  });

  it('MaxViT pools its shortcut before the 1×1 where the image is halved', () => {
    const graph = buildModel('maxvit-t');
    expect(layerOf(graph, 'blocks.0.layers.0.layers.MBconv.proj.0').operator).toBe('pool');
    expect(shapeOf(graph, 'blocks.0.layers.0.layers.MBconv.proj.1')).toEqual([1, 64, 56, 56]);
    const second = graph.layers.filter((layer) =>
      layer.name.startsWith('blocks.0.layers.1.layers.MBconv.proj'),
    );
    expect(second).toEqual([]);
  });

  it('stochastic depth grows from nothing to its last rate, and is absent at 0', () => {
    const drops = (id: string) =>
      buildModel(id).layers.filter((layer) => layer.operator === 'stochastic-depth');
    expect(drops('convnext-tiny').at(-1)?.attributes['rate']).toBe(0.1);
    expect(drops('swin-b').at(-1)?.attributes['rate']).toBe(0.5);
    // Two branches in each of 24 blocks, but for the first block.
    expect(drops('swin-b')).toHaveLength(2 * 23);
    expect(drops('vit-b-16')).toHaveLength(0);
  });
});

/** Windows and patches of a Swin transformer, by closed forms that know nothing of layers. */
function swinMacs(spec: {
  readonly size: number;
  readonly window: number;
  readonly features: number;
  readonly blocks: readonly number[];
}): number {
  const { size, window, blocks } = spec;
  let edge = Math.floor(size / 4);
  let features = spec.features;
  let macs = edge ** 2 * 3 * 16 * features;
  for (const [stage, count] of blocks.entries()) {
    if (stage > 0) {
      edge = Math.ceil(edge / 2);
      macs += edge ** 2 * 8 * features ** 2;
      features *= 2;
    }
    const padded = (Math.ceil(edge / window) * window) ** 2;
    const attention = padded * (4 * features ** 2 + 2 * window ** 2 * features);
    macs += count * (attention + edge ** 2 * 8 * features ** 2);
  }
  return macs + features * 1000;
}

describe('Swin', () => {
  const tiny = { window: 7, features: 96, blocks: [2, 2, 6, 2] };

  it.each([4, 31, 112, 224, 225, 230, 300, 448])(
    'at %s pixels: padding to whole windows and even patches is computed with',
    (imageSize) => {
      const count = countModel(buildModel('swin-t', { imageSize }));
      expect(count.macs).toBe(swinMacs({ ...tiny, size: imageSize }));
    },
  );

  it('pads, cuts and shifts only where it must', () => {
    const operators = (imageSize: number) =>
      buildModel('swin-t', { imageSize }).layers.map((layer) => layer.operator);
    const times = (imageSize: number, operator: string) =>
      operators(imageSize).filter((each) => each === operator).length;
    expect(times(224, 'pad') + times(224, 'slice')).toBe(0);
    // Five shifted blocks before the last stage, there and back; in the last stage one window is all.
    expect(times(224, 'roll')).toBe(2 * 5);
    // 57 patches are padded in every block; 57, 29 and 15 are odd when they are joined; 29, 15 and 8 as well.
    const image = 57 * 4;
    expect(times(image, 'pad')).toBe(12 + 3);
    expect(times(image, 'slice')).toBe(12);
  });

  it('masks the scores of shifted blocks alone', () => {
    const masks = buildModel('swin-t')
      .layers.filter((layer) => layer.operator === 'softmax')
      .map((layer) => layer.attributes['mask']);
    const pair = ['none', 'window'];
    expect(masks).toEqual([...pair, ...pair, ...pair, ...pair, ...pair, 'none', 'none']);
  });

  it('version 2 counts its position network once in a pass', () => {
    const network = (batch: number) =>
      countModel(buildModel('swin-v2-t', { batch }))
        .layers.filter((layer) => layer.name.includes('.cpb_mlp.'))
        .reduce((sum, layer) => sum + layer.macs, 0);
    // 15² distances, 2 → 512 → heads, in 2, 2, 6 and 2 blocks of 3, 6, 12 and 24 heads.
    const expected = 225 * 512 * (2 * (2 + 3) + 2 * (2 + 6) + 6 * (2 + 12) + 2 * (2 + 24));
    expect(network(1)).toBe(expected);
    expect(network(8)).toBe(expected);
    const v2 = { window: 8, features: 96, blocks: tiny.blocks, size: 256 };
    expect(countModel(buildModel('swin-v2-t')).macs).toBe(swinMacs(v2) + expected);
  });

  it('names parameters as torchvision does', () => {
    const first = [...buildModel('swin-v2-t').parameters.keys()].filter((id) =>
      id.startsWith('features.1.0.attn.'),
    );
    expect(first.map((id) => id.replace('features.1.0.attn.', '')).sort()).toEqual([
      'cpb_mlp.0.bias',
      'cpb_mlp.0.weight',
      'cpb_mlp.2.weight',
      'logit_scale',
      'proj.bias',
      'proj.weight',
      'qkv.bias',
      'qkv.weight',
    ]);
    const table = buildModel('swin-t').parameters.get(
      'features.1.0.attn.relative_position_bias_table',
    );
    expect(elementCount(table?.shape ?? [])).toBe(13 * 13 * 3);
  });
});

describe('MaxViT', () => {
  it('windows and grids cost the same products', () => {
    const path = 'blocks.0.layers.0.layers';
    for (const attention of ['window_attention', 'grid_attention']) {
      const scores = `${path}.${attention}.attn_layer.1.scores`;
      // 64 windows of 49 places, 2 heads of 32 features.
      expect(macsOf('maxvit-t', scores)).toBe(64 * 2 * 49 * 49 * 32);
    }
  });

  it.each([
    [223, 'Image size 223 is too small for MaxViT-T'],
    [300, 'Image size 300 cannot be cut into windows of 7 × 7 at every stage'],
  ])('%s pixels are refused', (imageSize, sentence) => {
    expect(() => buildModel('maxvit-t', { imageSize })).toThrow(sentence);
    expect(() => buildModel('maxvit-t', { imageSize })).toThrow('a multiple of 224');
  });
});

describe('all of them', () => {
  it('are there', () => {
    expect(ids).toEqual(expect.arrayContaining(['vit-h-14', 'swin-v2-b', 'maxvit-t']));
  });

  it('every product of two activations says its part in attention', () => {
    for (const id of ids) {
      const products = buildModel(id).layers.filter((layer) => layer.operator === 'matmul');
      const roles = products.map((layer) => layer.role);
      const half = roles.length / 2;
      expect(roles.filter((role) => role === 'attention-scores')).toHaveLength(half);
      expect(roles.filter((role) => role === 'attention-context')).toHaveLength(half);
    }
  });

  it.each(ids)('%s trains: every parameter gets a gradient, in work and memory', (id) => {
    const graph = buildModel(id);
    const costed = costGraph(graph, { precision: 'f32', mode: 'sgd-momentum' });
    expect(costed.activationBytes).toBeGreaterThan(0);
    for (const { layer, cost } of costed.layers) {
      if (layer.parameters.length > 0) expect(cost.backwardWeights.launches).toBeGreaterThan(0);
    }
  });

  it.each([
    ['convnext-tiny', 31, 'too small'],
    ['swin-t', 3, 'too small'],
    ['vit-h-14', 512, 'patches of 14'],
  ])('%s at %s pixels is refused', (id, imageSize, sentence) => {
    expect(() => buildModel(id, { imageSize })).toThrow(sentence);
  });

  it.each([
    ['mobilenet-v3-small', 1],
    ['shufflenet-v2-x0-5', 1],
    ['efficientnet-v2-l', 1],
    ['convnext-base', 32],
    ['swin-b', 4],
    ['vit-h-14', 14],
    ['maxvit-t', 224],
  ])('%s is built from %s pixels on', (id, minimum) => {
    const limits = findModel(id).bindings.find((each) => each.name === 'imageSize');
    expect(limits?.minimum).toBe(minimum);
    expect(countModel(buildModel(id, { imageSize: minimum })).macs).toBeGreaterThan(0);
  });
});
