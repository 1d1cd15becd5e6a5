// Swin transformers, both versions, as torchvision builds them: attention in windows that are shifted by half
// a window in every second block; patches are joined between the four stages. Images stay
// batch × height × width × features throughout.
import type { Tensor } from '../../graph.ts';
import type { GraphBuilder } from '../../graph-builder.ts';
import { defineImageModel, type ModelDefinition } from '../define-model.ts';
import { activation, adaptiveMeanPool, convolution } from './convolutions.ts';
import { shiftedWindowAttention } from './shifted-window-attention.ts';
import { stochasticDepth } from './stochastic-depth.ts';
import { layerNorm, linear, residual } from './transformer.ts';

export interface SwinSpec {
  readonly id: string;
  readonly name: string;
  readonly version: 1 | 2;
  readonly year: number;
  readonly source: string;
  /** What the published figures were taken at. */
  readonly imageSize: number;
  /** Tokens along the edge of a window. */
  readonly window: number;
  /** Features of the first stage; they double with each. */
  readonly features: number;
  /** Blocks of each stage. */
  readonly blocks: readonly [number, number, number, number];
  readonly heads: readonly [number, number, number, number];
  /** Chance of dropping the last branch; it grows from 0 over the depth. */
  readonly stochasticDepth: number;
  readonly notes: readonly string[];
}

/** Edge of a patch, pixels. */
const PATCH = 4;
const FEED_FORWARD_EXPANSION = 4;

interface BlockSpec extends Pick<SwinSpec, 'version' | 'window'> {
  readonly heads: number;
  readonly shifted: boolean;
  readonly dropRate: number;
}

export function defineSwin(spec: SwinSpec): ModelDefinition {
  const { id, name, year, source, version, window, notes } = spec;
  return defineImageModel({
    id,
    name,
    family: 'Swin transformer',
    year,
    source,
    // Windows and joined patches are padded, so that one patch is enough.
    minimumImageSize: PATCH,
    defaultImageSize: spec.imageSize,
    notes,
    network: (graph, image, classes) => {
      let x = embedding(graph, image, spec.features);
      const total = spec.blocks.reduce((sum, each) => sum + each, 0);
      let done = 0;
      for (const [stage, blocks] of spec.blocks.entries()) {
        if (stage > 0) x = patchMerging(graph, `features.${2 * stage}`, x, version);
        for (let index = 0; index < blocks; index++) {
          x = swinBlock(graph, `features.${2 * stage + 1}.${index}`, x, {
            version,
            window,
            heads: spec.heads[stage] ?? 1,
            shifted: index % 2 === 1,
            dropRate: (spec.stochasticDepth * done++) / (total - 1),
          });
        }
      }
      x = layerNorm(graph, 'norm', x, 'head');
      x = graph.apply('permute', 'permute', [x], { order: [0, 3, 1, 2] }, { block: 'head' });
      x = adaptiveMeanPool(graph, 'avgpool', x, 1, 'head');
      x = graph.apply('flatten', 'flatten', [x], {}, { block: 'head' });
      return linear(graph, 'head', x, classes, 'head');
    },
  });
}

function embedding(graph: GraphBuilder, image: Tensor, outChannels: number): Tensor {
  const block = 'features.0';
  const patches = { outChannels, kernel: PATCH, stride: PATCH, bias: true };
  let x = convolution(graph, `${block}.0`, image, patches, block);
  x = graph.apply('permute', `${block}.1`, [x], { order: [0, 2, 3, 1] }, { block });
  return layerNorm(graph, `${block}.2`, x, block);
}

/** Version 1 norms what it joined, version 2 what it reduced. */
function patchMerging(
  graph: GraphBuilder,
  block: string,
  input: Tensor,
  version: SwinSpec['version'],
): Tensor {
  const [, height, width, features] = input.shape.map((each) => each.size);
  const odd = [0, (height ?? 0) % 2, (width ?? 0) % 2, 0];
  const padding = { before: [0, 0, 0, 0], after: odd, fill: 'zeros' };
  let x = input;
  if (odd.includes(1)) x = graph.apply('pad', `${block}.pad`, [x], padding, { block });
  x = graph.apply('patch-merge', `${block}.merge`, [x], {}, { block });
  if (version === 1) x = layerNorm(graph, `${block}.norm`, x, block);
  const reduction = { outFeatures: 2 * (features ?? 0), bias: false };
  x = graph.apply('linear', `${block}.reduction`, [x], reduction, { block });
  return version === 2 ? layerNorm(graph, `${block}.norm`, x, block) : x;
}

/** Version 1 norms the input of each branch, version 2 its output. */
function swinBlock(graph: GraphBuilder, block: string, input: Tensor, spec: BlockSpec): Tensor {
  const norm = (name: string, x: Tensor) => layerNorm(graph, `${block}.${name}`, x, block);
  const branch = (name: string, x: Tensor, run: (each: Tensor) => Tensor) =>
    spec.version === 1 ? run(norm(name, x)) : norm(name, run(x));
  const addBranch = (name: string, x: Tensor, output: Tensor) => {
    const { dropRate } = spec;
    const kept = stochasticDepth(graph, `${block}.stochastic_depth`, output, dropRate, block);
    return residual(graph, `${block}.${name}`, x, kept, block);
  };
  const attended = branch('norm1', input, (x) =>
    shiftedWindowAttention(graph, `${block}.attn`, x, { ...spec, block }),
  );
  const middle = addBranch('add_1', input, attended);
  const fed = branch('norm2', middle, (x) => feedForward(graph, block, x));
  return addBranch('add_2', middle, fed);
}

function feedForward(graph: GraphBuilder, block: string, input: Tensor): Tensor {
  const features = input.shape.at(-1)?.size ?? 0;
  let x = linear(graph, `${block}.mlp.0`, input, FEED_FORWARD_EXPANSION * features, block);
  x = activation(graph, `${block}.mlp.1`, x, 'gelu', block);
  return linear(graph, `${block}.mlp.3`, x, features, block);
}
