import { describe, expect, it } from 'vitest';
import { costGraph } from '../cost.ts';
import { countModel } from '../count.ts';
import { GraphBuilder } from '../graph-builder.ts';
import { dimension } from '../shapes.ts';
import { models as alexnet } from './alexnet.models.ts';
import { models as densenet } from './densenet.models.ts';
import { type RegNetSpec, regNetStages } from './families/regnet.ts';
import { models as googlenet } from './googlenet.models.ts';
import { models as inception } from './inception.models.ts';
import { models as squeezenet } from './squeezenet.models.ts';
import { models as vgg } from './vgg.models.ts';
import { buildModel } from './zoo.ts';

function macsOf(id: string, layer: string): number | undefined {
  return countModel(buildModel(id)).layers.find((each) => each.name === layer)?.macs;
}

function imageOf(channels: number, size: number) {
  const graph = new GraphBuilder();
  const shape = [
    dimension('batch', 2),
    dimension('channels', channels),
    dimension('height', size),
    dimension('width', size),
  ];
  return { graph, image: graph.input('image', shape) };
}

function finished(graph: GraphBuilder) {
  const bindings = { batch: 2 };
  return graph.finish({ id: 'small', name: 'Small', head: 'none', bindings, outputs: [] });
}

describe('smallest images', () => {
  const known = [...alexnet, ...densenet, ...googlenet, ...inception, ...squeezenet, ...vgg];
  const limited = known.map((model) => ({
    id: model.info.id,
    model,
    smallest: model.info.bindings.find((each) => each.name === 'imageSize')?.minimum ?? 0,
  }));

  it.each(limited)('$id: one pixel less than $smallest fits no longer', ({ model, smallest }) => {
    const build = (imageSize: number) =>
      model.build({ batch: 1, imageSize, classes: 10 }, 'classification');
    expect(build(smallest).outputs).toHaveLength(1);
    expect(() => build(smallest - 1)).toThrow('does not fit');
  });
});

describe('AlexNet of the paper', () => {
  it('has the weights and biases of its eight layers', () => {
    const convolutions = 96 * 363 + 256 * 48 * 25 + 384 * 256 * 9 + (384 + 256) * 192 * 9;
    const connected = 9216 * 4096 + 4096 * 4096 + 4096 * 1000;
    const biases = 96 + 256 + 384 + 384 + 256 + 4096 + 4096 + 1000;
    expect(convolutions + connected + biases).toBe(60_965_224);
    expect(countModel(buildModel('alexnet-paper')).params).toBe(60_965_224);
  });

  it('each tower of conv2 reads 48 of the 96 channels, conv3 reads both towers', () => {
    expect(macsOf('alexnet-paper', 'conv2')).toBe(27 * 27 * 256 * 48 * 25);
    expect(macsOf('alexnet-paper', 'conv3')).toBe(13 * 13 * 384 * 256 * 9);
  });
});

describe('founding claims', () => {
  const count = (id: string) => countModel(buildModel(id));

  it('SqueezeNet is 98 % smaller than AlexNet', () => {
    const share = count('squeezenet1-0').params / count('alexnet-paper').params;
    expect(Math.round(100 * (1 - share))).toBe(98);
  });

  it('half-width ShuffleNet needs 18 times less than AlexNet, depending on its groups', () => {
    const { macs } = count('alexnet-paper');
    expect(macs / count('shufflenet-v1-x0-5-g8').macs).toBeCloseTo(17.9, 1);
    expect(macs / count('shufflenet-v1-x0-5-g3').macs).toBeCloseTo(19.3, 1);
  });
});

describe('ShuffleNet', () => {
  it('1× with three groups has 137 M, not the 138 M that the repository of its authors prints', () => {
    const { macs } = countModel(buildModel('shufflenet-v1-x1-g3'));
    expect(macs).toBe(137_460_672);
    // Every other figure of both sources holds (facts/rounded-counts.json); table 1 of the paper has 137 M.
    expect((macs - 960 * 1000) / 1e6).toBeCloseTo(136.5, 1);
  });
});

describe('Inception v3', () => {
  const auxiliary = 768 * 128 + 2 * 128 + 128 * 25 * 768 + 2 * 768 + 768 * 1000 + 1000;
  const of = (imageSize: number) => countModel(buildModel('inception-v3', { imageSize }));
  const left = (imageSize: number) =>
    of(imageSize).notCounted.find((each) => each.what === 'Auxiliary head');

  it('leaves the auxiliary head out of a forward pass and says how much that is', () => {
    expect(of(299).layers.filter((layer) => layer.name.startsWith('AuxLogits'))).toHaveLength(0);
    expect(left(299)?.params).toBe(auxiliary);
    // Two convolutions and the output layer, and a little for the rest.
    const macs = 25 * 768 * 128 + 128 * 25 * 768 + 768 * 1000;
    expect(left(299)?.flopsAtMost).toBeGreaterThan(2 * macs);
    expect(left(299)?.flopsAtMost).toBeLessThan(2.2 * macs);
  });

  it('trains the auxiliary head', () => {
    const graph = buildModel('inception-v3');
    const { layers } = costGraph(graph, { precision: 'f32', mode: 'sgd-momentum' });
    const head = layers.find(({ layer }) => layer.name === 'AuxLogits.conv1.conv');
    expect(head?.cost.forward.macs).toBe(128 * 25 * 768);
    expect(head?.cost.backwardWeights.macs).toBe(128 * 25 * 768);
  });

  it('has no auxiliary head where it does not fit', () => {
    expect(of(298).params).toBe(of(299).params - auxiliary);
    expect(left(298)).toBeUndefined();
  });

  it('splits 7×7 into 1×7 and 7×1', () => {
    expect(macsOf('inception-v3', 'Mixed_6b.branch7x7_2.conv')).toBe(17 * 17 * 128 * 128 * 7);
  });
});

describe('RegNet', () => {
  const base = { id: '', name: '', squeezeExcitation: false };
  const stages = (spec: Omit<RegNetSpec, keyof typeof base>) =>
    regNetStages({ ...base, ...spec }).map(({ depth, width }) => [depth, width]);

  // Stage depths and widths as the authors list them in facebookresearch/pycls, configs/dds_baselines.
  it('X 1.6GF: a width of 180 falls between two multiples of eight', () => {
    const spec = { depth: 18, firstWidth: 80, slope: 34.01, step: 2.25, groupWidth: 24 };
    expect(stages(spec)).toEqual([
      [2, 72],
      [4, 168],
      [10, 408],
      [2, 912],
    ]);
  });

  it('Y 16GF', () => {
    const spec = { depth: 18, firstWidth: 200, slope: 106.23, step: 2.48, groupWidth: 112 };
    expect(stages(spec)).toEqual([
      [2, 224],
      [4, 448],
      [11, 1232],
      [1, 3024],
    ]);
  });
});

describe('operators', () => {
  it('channel shuffle copies, and refuses groups that do not divide the channels', () => {
    const { graph, image } = imageOf(6, 4);
    graph.apply('channel-shuffle', 'shuffle', [image], { groups: 3 });
    const [layer] = countModel(finished(graph)).layers;
    expect(layer).toMatchObject({ flops: 0, params: 0, bytes: 2 * 4 * (2 * 6 * 16) });
    expect(() => graph.apply('channel-shuffle', 'bad', [image], { groups: 4 })).toThrow(
      'Layer "bad" (channel-shuffle): its 6 channels cannot be shuffled between 4 equal groups.',
    );
  });

  it('scaling of channels multiplies each element once, and refuses other factors', () => {
    const { graph, image } = imageOf(6, 4);
    const gate = graph.apply('pool', 'gate', [image], { kind: 'mean', outputSize: 1 });
    graph.apply('scale-channels', 'scale', [image, gate]);
    expect(countModel(finished(graph)).layers[1]?.flops).toBe(2 * 6 * 16);
    expect(() => graph.apply('scale-channels', 'bad', [image, image])).toThrow(
      'its factors 2 × 6 × 4 × 4 are not one for each channel of 2 × 6 × 4 × 4.',
    );
  });

  it('response normalisation sums fewer neighbours at the first and last channels', () => {
    const { graph, image } = imageOf(6, 4);
    graph.apply('local-response-norm', 'norm', [image], { size: 5 });
    // Channels 0 to 5 have 2, 3, 4, 4, 3 and 2 neighbours; square, scale, add, power (3) and divide are 7.
    expect(countModel(finished(graph)).layers[0]?.flops).toBe(2 * 16 * (7 * 6 + 18));
  });
});
