// The one representation of a model that is counted, predicted and run: tensors with named dimensions,
// and layers that read some and write others. It holds shapes and names, never weights.

export interface Dimension {
  /** What the axis means: "batch", "channels", "tokens". */
  readonly name: string;
  readonly size: number;
}

/** Outermost axis first, as in PyTorch: images are batch × channels × height × width. */
export type TensorShape = readonly Dimension[];

/** Floats are stored in the precision of the run; integers (token ids, labels) always in 4 bytes. */
export type ElementKind = 'float' | 'integer';

export interface Tensor {
  readonly id: string;
  readonly shape: TensorShape;
  readonly elements: ElementKind;
  /** Id of the tensor whose memory this one shares (a reshape); its own id when it owns its memory. */
  readonly storage: string;
  /** Whether a trained parameter lies upstream, so that backward must reach it. */
  readonly requiresGradient: boolean;
}

/** Learned weights. Layers that are tied name the same parameter; it counts once. */
export interface Parameter {
  /** "layer1.0.conv1.weight", as the reference implementation names it. */
  readonly id: string;
  readonly shape: TensorShape;
}

export type AttributeValue = number | string | boolean | readonly number[];
/** What an operator needs to know beyond its inputs; checked by the operator's own schema. */
export type Attributes = Readonly<Record<string, AttributeValue | undefined>>;

export interface Layer {
  /** Unique in the graph; equal to `name` unless the name occurs twice. */
  readonly id: string;
  /** "layer1.0.conv1", as the reference implementation names it. */
  readonly name: string;
  /** What the layer is grouped under in tables: "layer1.0". */
  readonly block: string;
  /** Name of a file in operators/: "conv2d". */
  readonly operator: string;
  readonly attributes: Attributes;
  /** Tensor ids. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Parameter ids in the order of the operator's own list; tied layers repeat an id. */
  readonly parameters: readonly string[];
  /** Only part of training (the loss): a forward count leaves it out and says so. */
  readonly trainingOnly: boolean;
  /** Times that it runs in one pass, as the body of a loop does; once when absent. */
  readonly repeats?: number;
  readonly role?: LayerRole;
}

/**
 * The sizes a graph was built for. Image models have imageSize, text models sequenceLength; a model from a
 * file has the names that the file gives its open axes.
 */
export interface Bindings {
  readonly batch: number;
  /** Height and width of the square input, pixels. */
  readonly imageSize?: number;
  /** Tokens per example; of the source in a sequence-to-sequence model. */
  readonly sequenceLength?: number;
  /** Tokens per example that the decoder of a sequence-to-sequence model writes. */
  readonly targetLength?: number;
  /** Outputs of the classification head. */
  readonly classes?: number;
  readonly [axis: string]: number | undefined;
}

export type BindingName = string;

/**
 * What a layer does in its model, where a count may treat it apart (`reconcile/`). The products of attention,
 * the output layer over the vocabulary, a head that only training uses.
 */
export type LayerRole =
  | 'attention-scores'
  | 'attention-context'
  | 'language-model-head'
  | 'auxiliary-head';

export interface ModelGraph {
  /** Id in the zoo, "resnet50". */
  readonly id: string;
  readonly name: string;
  /** Which task head it was built with: "none", "language-model", "classification". */
  readonly head: string;
  readonly bindings: Bindings;
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** In an order in which they can run. */
  readonly layers: readonly Layer[];
  /** Tensor ids fed from outside, and those handed back. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** What was decided in building it that changes the count, as sentences. */
  readonly notes: readonly string[];
  /** Set where it can no longer be trained: normalisations are folded into the layers before them. */
  readonly inferenceOnly?: boolean;
}

/** Number of elements; 1 for a scalar. */
export function elementCount(shape: TensorShape): number {
  return shape.reduce((product, dimension) => product * dimension.size, 1);
}

/** "64 × 112 × 112". */
export function shapeLabel(shape: TensorShape): string {
  return shape.map((dimension) => dimension.size).join(' × ');
}
