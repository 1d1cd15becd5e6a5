// A sparsely activated multitask model after muNet: each task runs through one ViT-L/16, of which some layers are
// shared by all tasks and the others exist once for each task.
import type { Bindings, Tensor } from '../graph.ts';
import type { GraphBuilder } from '../graph-builder.ts';
import type { BindingLimits } from '../model-info.ts';
import { defineImageModel, type ModelDefinition } from './define-model.ts';
import { convolution } from './families/convolutions.ts';
import { runStack, type StackContext } from './families/transformer/stack.ts';
import { layerNorm, linear } from './families/transformer.ts';
import { munetNames } from './families/transformer/name-styles.ts';
import type { StackSpec } from './families/transformer/transformer-spec.ts';

const PATCH = 16;
const HIDDEN = 1024;
const FEED_FORWARD = 4096;
const LAYERS = 24;
/**
 * Layers that each task has of its own. Our choice: with 69 tasks it yields both published shares, 1.4 % new
 * parameters for each added task and 2.3 % of all parameters active.
 */
const OWN_LAYERS = 15;
/** Four projections of attention, two of the feed-forward network, their biases, two norms. */
const LAYER_PARAMETERS =
  4 * (HIDDEN * HIDDEN + HIDDEN) +
  (HIDDEN * FEED_FORWARD + FEED_FORWARD) +
  (FEED_FORWARD * HIDDEN + HIDDEN) +
  4 * HIDDEN;

const TASKS: BindingLimits = {
  name: 'tasks',
  label: 'Tasks',
  unit: 'tasks',
  minimum: 1,
  maximum: 10_000,
  multipleOf: 1,
  default: 69,
};

const LAYER: StackSpec = {
  layers: 1,
  attention: {
    heads: 16,
    keyValueHeads: 16,
    headSize: HIDDEN / 16,
    inputBias: true,
    outputBias: true,
  },
  feedForward: { size: FEED_FORWARD, gated: false, bias: true, activation: 'gelu' },
  norm: { kind: 'layer' },
  normPlacement: 'before',
  finalNorm: false,
};
const CONTEXT: StackContext = {
  hidden: HIDDEN,
  mask: 'none',
  positions: { kind: 'none' },
  dropout: 0,
  attentionDropout: 0,
};

/** Parameters of other tasks, which this pass does not touch. */
function others(graph: GraphBuilder, name: string, x: Tensor, tasks: number, parameters: number) {
  if (tasks === 1) return x;
  const attributes = { copies: tasks - 1, parameters };
  return graph.apply('unused-copies', name, [x], attributes, { block: 'other tasks' });
}

function withTasks(tasks: number): ModelDefinition {
  return defineImageModel({
    id: 'munet-vit-l-16',
    name: 'muNet multitask, ViT-L/16',
    family: 'muNet',
    year: 2022,
    source:
      'Gesmundo and Dean, An Evolutionary Approach to Dynamic Introduction of Tasks in Large-scale Multitask Learning Systems, arXiv 2205.12755; layers as in torchvision’s ViT-L/16',
    minimumImageSize: PATCH,
    multipleOf: PATCH,
    notes: [
      'Published: 69 image tasks, 1.4 % new parameters for each added task, 2.3 % of all parameters active in a task.',
      `Our construction: every task owns ${OWN_LAYERS} of the ${LAYERS} layers and its classifier, all others are shared; evolution chose differently for each task.`,
      'All tasks are given classifiers of the same size.',
    ],
    network: (graph, image, classes) => {
      const block = 'embedding';
      const patches = { outChannels: HIDDEN, kernel: PATCH, stride: PATCH, bias: true };
      let x = convolution(graph, 'conv_proj', image, patches, block);
      x = graph.apply('image-to-tokens', 'tokens', [x], {}, { block });
      x = graph.apply('prepend-parameter', 'class_token', [x], {}, { block });
      x = graph.apply('add-parameter', 'encoder.pos_embedding', [x], {}, { block });
      for (let index = 0; index < LAYERS; index++) {
        const shared = index < LAYERS - OWN_LAYERS;
        const prefix = `encoder.layers.${shared ? 'shared' : 'own'}_${index}`;
        x = runStack(graph, x, LAYER, munetNames(prefix), CONTEXT);
        if (!shared) x = others(graph, `${prefix}.other_tasks`, x, tasks, LAYER_PARAMETERS);
      }
      x = layerNorm(graph, 'encoder.ln', x, 'encoder');
      x = graph.apply('take-tokens', 'class_output', [x], { count: 1, squeeze: true });
      const logits = linear(graph, 'heads.head', x, classes, 'heads');
      return others(graph, 'heads.other_tasks', logits, tasks, HIDDEN * classes + classes);
    },
  });
}

const { info } = withTasks(TASKS.default);

const model: ModelDefinition = {
  info: {
    ...info,
    bindings: [...info.bindings, TASKS],
    defaults: { ...info.defaults, tasks: TASKS.default },
  },
  build: (bindings: Bindings, head: string) => {
    const tasks = bindings['tasks'] ?? TASKS.default;
    const graph = withTasks(tasks).build(bindings, head);
    return { ...graph, bindings: { ...graph.bindings, tasks } };
  },
};

export const models = [model];
