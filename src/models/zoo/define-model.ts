// How a file of the zoo says what its model is. Image and text models differ in what they are built for.
import { trainingFact } from '../../facts/facts.ts';
import type { Bindings, ModelGraph, Tensor } from '../graph.ts';
import { GraphBuilder } from '../graph-builder.ts';
import type { BindingLimits, DatasetHint, ModelInfo, ModelTask } from '../model-info.ts';
import { dimension } from '../shapes.ts';

export interface ModelDefinition {
  readonly info: ModelInfo;
  /** Bindings and head are checked before. @throws FlopscopeError `invalid-input` from shape inference. */
  build(bindings: Bindings, head: string): ModelGraph;
}

/** 65,536 examples in one step is beyond any published single-device batch. */
const BATCH: BindingLimits = {
  name: 'batch',
  label: 'Batch size',
  unit: 'examples',
  minimum: 1,
  maximum: 65_536,
  multipleOf: 1,
  default: 1,
};

/** ImageNet-21k has 21,841 classes; a million is beyond any classifier. */
const CLASSES: BindingLimits = {
  name: 'classes',
  label: 'Classes',
  unit: 'classes',
  minimum: 1,
  maximum: 1_000_000,
  multipleOf: 1,
  default: 1000,
};

/** Beyond any published training resolution. */
const MAXIMUM_IMAGE_SIZE = 4096;

interface CommonSpec {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly year: number;
  readonly source: string;
}

export interface ImageModelSpec extends CommonSpec {
  readonly minimumImageSize: number;
  /** What the published figures were taken at; 224 when absent. */
  readonly defaultImageSize?: number;
  /** Edge of a patch, where the image is cut into patches. */
  readonly multipleOf?: number;
  /** What the image is cut into, where that is not patches of `multipleOf`. */
  readonly pieces?: string;
  readonly notes?: readonly string[];
  /** @param image batch × 3 × size × size. @returns logits, batch × classes. */
  network(graph: GraphBuilder, image: Tensor, classes: number): Tensor;
}

/** A classifier of square RGB images, 224 pixels and ImageNet's 1000 classes unless bound otherwise. */
export function defineImageModel(spec: ImageModelSpec): ModelDefinition {
  const imageSize: BindingLimits = {
    name: 'imageSize',
    label: 'Image size',
    unit: 'pixels',
    minimum: spec.minimumImageSize,
    maximum: MAXIMUM_IMAGE_SIZE,
    multipleOf: spec.multipleOf ?? 1,
    default: spec.defaultImageSize ?? 224,
    ...(spec.pieces === undefined ? {} : { pieces: spec.pieces }),
  };
  return {
    info: {
      ...common(spec),
      task: 'image-classification',
      heads: ['classification'],
      bindings: [BATCH, imageSize, CLASSES],
      defaults: { batch: BATCH.default, imageSize: imageSize.default, classes: CLASSES.default },
      dataset: { name: 'ImageNet-1k', examples: trainingFact('imagenet-images').value },
    },
    build: (bindings, head) => {
      const size = bindings.imageSize ?? imageSize.default;
      const classes = bindings.classes ?? CLASSES.default;
      const graph = new GraphBuilder();
      const image = graph.input('image', [
        dimension('batch', bindings.batch),
        dimension('channels', 3),
        dimension('height', size),
        dimension('width', size),
      ]);
      const logits = spec.network(graph, image, classes);
      addLoss(graph, logits);
      return graph.finish({
        id: spec.id,
        name: spec.name,
        head,
        bindings: { batch: bindings.batch, imageSize: size, classes },
        outputs: [logits],
        notes: spec.notes ?? [],
      });
    },
  };
}

export interface TextModelSpec extends CommonSpec {
  readonly task: ModelTask;
  readonly heads: readonly [string, ...string[]];
  readonly maximumSequenceLength: number;
  readonly defaultSequenceLength: number;
  /** Tokens that the decoder writes, in a sequence-to-sequence model; at most `maximumSequenceLength`. */
  readonly defaultTargetLength?: number;
  /** Outputs of the classification head, when there is one. */
  readonly defaultClasses?: number;
  readonly dataset: DatasetHint;
  /** @returns the outputs, and what was decided in building them. */
  network(
    graph: GraphBuilder,
    sizes: {
      readonly batch: number;
      readonly sequenceLength: number;
      readonly targetLength: number;
      readonly classes: number;
    },
    head: string,
  ): { readonly outputs: readonly Tensor[]; readonly notes: readonly string[] };
}

export function defineTextModel(spec: TextModelSpec): ModelDefinition {
  const sequenceLength: BindingLimits = {
    name: 'sequenceLength',
    label: 'Sequence length',
    unit: 'tokens',
    minimum: 1,
    maximum: spec.maximumSequenceLength,
    multipleOf: 1,
    default: spec.defaultSequenceLength,
  };
  const { defaultClasses, defaultTargetLength } = spec;
  const targetLimits: readonly BindingLimits[] =
    defaultTargetLength === undefined
      ? []
      : [
          {
            ...sequenceLength,
            name: 'targetLength',
            label: 'Target length',
            default: defaultTargetLength,
          },
        ];
  const target = defaultTargetLength === undefined ? {} : { targetLength: defaultTargetLength };
  const classLimits = defaultClasses === undefined ? [] : [{ ...CLASSES, default: defaultClasses }];
  return {
    info: {
      ...common(spec),
      task: spec.task,
      heads: spec.heads,
      bindings: [BATCH, sequenceLength, ...targetLimits, ...classLimits],
      defaults: { batch: BATCH.default, sequenceLength: sequenceLength.default, ...target },
      dataset: spec.dataset,
    },
    build: (bindings, head) => {
      const length = bindings.sequenceLength ?? sequenceLength.default;
      const sizes = {
        batch: bindings.batch,
        sequenceLength: length,
        targetLength: bindings.targetLength ?? defaultTargetLength ?? length,
        classes: bindings.classes ?? defaultClasses ?? 1,
      };
      const graph = new GraphBuilder();
      const { outputs, notes } = spec.network(graph, sizes, head);
      const { classes, targetLength, ...lengths } = sizes;
      const withoutClasses =
        defaultTargetLength === undefined ? lengths : { ...lengths, targetLength };
      return graph.finish({
        id: spec.id,
        name: spec.name,
        head,
        bindings: head === 'classification' ? { ...withoutClasses, classes } : withoutClasses,
        outputs,
        notes,
      });
    },
  };
}

/** The loss of training, left out of a forward count; its labels are an input of the graph. */
export function addLoss(graph: GraphBuilder, logits: Tensor, name = 'loss'): void {
  const labels = graph.input(
    name === 'loss' ? 'labels' : `${name}.labels`,
    logits.shape.slice(0, -1),
    'integer',
  );
  graph.apply('cross-entropy', name, [logits, labels], {}, { block: 'loss', trainingOnly: true });
}

function common({ id, name, family, year, source }: CommonSpec) {
  return { id, name, family, year, source };
}
