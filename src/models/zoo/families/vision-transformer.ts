// Vision transformers as torchvision builds them: patches become tokens by one convolution, a class token is
// put in front, and pre-norm encoder layers follow; the class token is classified.
import type { Tensor } from '../../graph.ts';
import type { GraphBuilder } from '../../graph-builder.ts';
import { defineImageModel, type ModelDefinition } from '../define-model.ts';
import { activation, convolution } from './convolutions.ts';
import { attention, layerNorm, linear, residual } from './transformer.ts';

export interface VisionTransformerSize {
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
  readonly feedForward: number;
}

export interface VisionTransformerSpec extends VisionTransformerSize {
  readonly id: string;
  readonly name: string;
  /** Edge of a patch, pixels. */
  readonly patch: number;
  /** What the published figures of its first weights were taken at; 224 when absent. */
  readonly imageSize?: number;
}

export function defineVisionTransformer(spec: VisionTransformerSpec): ModelDefinition {
  const { patch, hidden, layers } = spec;
  return defineImageModel({
    id: spec.id,
    name: spec.name,
    family: 'Vision transformer',
    year: 2020,
    source:
      'Dosovitskiy et al., An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale, arXiv 2010.11929; as in torchvision',
    minimumImageSize: patch,
    multipleOf: patch,
    ...(spec.imageSize === undefined ? {} : { defaultImageSize: spec.imageSize }),
    notes: [
      'The position table has one row per patch and one for the class token: at another image size its parameters change.',
    ],
    network: (graph, image, classes) => {
      const block = 'embedding';
      const patches = { outChannels: hidden, kernel: patch, stride: patch, bias: true };
      let x = convolution(graph, 'conv_proj', image, patches, block);
      x = graph.apply('image-to-tokens', 'tokens', [x], {}, { block });
      x = graph.apply('prepend-parameter', 'class_token', [x], {}, { block });
      x = graph.apply('add-parameter', 'encoder.pos_embedding', [x], {}, { block });
      for (let index = 0; index < layers; index++) {
        x = encoderLayer(graph, `encoder.layers.encoder_layer_${index}`, x, spec);
      }
      x = layerNorm(graph, 'encoder.ln', x, 'encoder');
      x = graph.apply('take-tokens', 'class_output', [x], { count: 1, squeeze: true });
      return linear(graph, 'heads.head', x, classes, 'heads');
    },
  });
}

/** Attention and feed-forward, a norm before each. @param input batch × tokens × hidden. */
export function encoderLayer(
  graph: GraphBuilder,
  block: string,
  input: Tensor,
  { hidden, heads, feedForward }: VisionTransformerSize,
): Tensor {
  const path = `${block}.self_attention`;
  let x = layerNorm(graph, `${block}.ln_1`, input, block);
  x = linear(graph, `${path}.in_proj`, x, 3 * hidden, block);
  const parts = { axis: 'features', parts: 3 };
  const [query = x, key = x, value = x] = graph.applyMany('split', `${path}.split`, [x], parts, {
    block,
  });
  x = attention(graph, path, query, key, value, { heads, mask: 'none', dropout: 0, block });
  x = linear(graph, `${path}.out_proj`, x, hidden, block);
  const middle = residual(graph, `${block}.add_1`, input, x, block);
  x = layerNorm(graph, `${block}.ln_2`, middle, block);
  x = linear(graph, `${block}.mlp.0`, x, feedForward, block);
  x = activation(graph, `${block}.mlp.1`, x, 'gelu', block);
  x = linear(graph, `${block}.mlp.3`, x, hidden, block);
  return residual(graph, `${block}.add_2`, middle, x, block);
}
