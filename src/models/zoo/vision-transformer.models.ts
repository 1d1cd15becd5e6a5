// Vision transformer, base size, patches of 16 pixels.
import type { Tensor } from '../graph.ts';
import type { GraphBuilder } from '../graph-builder.ts';
import { defineImageModel } from './define-model.ts';
import { activation, convolution } from './families/convolutions.ts';
import { attention, layerNorm, linear, residual } from './families/transformer.ts';

const PATCH = 16;
const LAYERS = 12;
const HIDDEN = 768;
const HEADS = 12;
const FEED_FORWARD = 3072;

const model = defineImageModel({
  id: 'vit-b-16',
  name: 'ViT-B/16',
  family: 'Vision transformer',
  year: 2020,
  source:
    'Dosovitskiy et al., An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale, arXiv 2010.11929; as in torchvision',
  minimumImageSize: PATCH,
  multipleOf: PATCH,
  notes: [
    'The position table has one row per patch and one for the class token: at another image size its parameters change.',
  ],
  network: (graph, image, classes) => {
    const patch = { outChannels: HIDDEN, kernel: PATCH, stride: PATCH, bias: true };
    let x = convolution(graph, 'conv_proj', image, patch, 'embedding');
    x = graph.apply('image-to-tokens', 'tokens', [x], {}, { block: 'embedding' });
    x = graph.apply('prepend-parameter', 'class_token', [x], {}, { block: 'embedding' });
    x = graph.apply('add-parameter', 'encoder.pos_embedding', [x], {}, { block: 'embedding' });
    for (let index = 0; index < LAYERS; index++) {
      x = encoderLayer(graph, `encoder.layers.encoder_layer_${index}`, x);
    }
    x = layerNorm(graph, 'encoder.ln', x, 'encoder');
    x = graph.apply('take-tokens', 'class_output', [x], { count: 1, squeeze: true });
    return linear(graph, 'heads.head', x, classes, 'heads');
  },
});

function encoderLayer(graph: GraphBuilder, block: string, input: Tensor): Tensor {
  let x = layerNorm(graph, `${block}.ln_1`, input, block);
  x = linear(graph, `${block}.self_attention.in_proj`, x, 3 * HIDDEN, block);
  const [query = x, key = x, value = x] = graph.applyMany(
    'split',
    `${block}.self_attention.split`,
    [x],
    { axis: 'features', parts: 3 },
    { block },
  );
  const spec = { heads: HEADS, mask: 'none', dropout: 0, block } as const;
  x = attention(graph, `${block}.self_attention`, query, key, value, spec);
  x = linear(graph, `${block}.self_attention.out_proj`, x, HIDDEN, block);
  const middle = residual(graph, `${block}.add_1`, input, x, block);
  x = layerNorm(graph, `${block}.ln_2`, middle, block);
  x = linear(graph, `${block}.mlp.0`, x, FEED_FORWARD, block);
  x = activation(graph, `${block}.mlp.1`, x, 'gelu', block);
  x = linear(graph, `${block}.mlp.3`, x, HIDDEN, block);
  return residual(graph, `${block}.add_2`, middle, x, block);
}

export const models = [model];
