// Normalisations, and softmax.
import { packShapes } from '../../../packed-shapes.ts';
import type { NodeCall, OperatorTable } from '../graph/node-call.ts';
import {
  countOf,
  type OnnxValue,
  type PlannedTensor,
  sizesOf,
  tensorValue,
} from '../graph/value.ts';

interface Normalisation {
  readonly kind: 'mean-variance' | 'root-mean-square' | 'norm';
  readonly groups: number;
  /** Numbers of the inputs with scale and shift. */
  readonly scale?: number;
  readonly shift?: number;
  readonly part?: string;
}

/** A `normalise` layer over any tensor; scale and shift that are stored belong to it. */
export function normalise(
  call: NodeCall,
  input: PlannedTensor,
  { kind, groups, scale, shift, part }: Normalisation,
): PlannedTensor {
  const stored = (index: number | undefined) =>
    index !== undefined && call.has(index) && call.isStored(index) ? index : undefined;
  const elements = (index: number | undefined) => (index === undefined ? 0 : call.count(index));
  const [weight, bias] = [stored(scale), stored(shift)];
  return call.layer('normalise', {
    inputs: [input],
    attributes: {
      kind,
      groups: Math.max(1, groups),
      scale: elements(weight),
      shift: elements(bias),
    },
    parameters: {
      ...(weight === undefined ? {} : { weight }),
      ...(bias === undefined ? {} : { bias }),
    },
    ...(part === undefined ? {} : { part }),
  });
}

/** Scale and shift are parameters; the stored mean and variance are statistics. */
function batchNormalisation(call: NodeCall): OnnxValue {
  const [, channels = 1] = call.sizes(0);
  const parameters = [1, 2].filter((index) => call.isStored(index));
  const shape = call.sizes(0).map((_, axis) => (axis === 1 ? channels : 1));
  const broadcast = shape.slice(1);
  call.around.notes.add(
    'Batch normalisation: scale and shift count as parameters, the stored mean and variance do not.',
  );
  const scaled = call.layer('pointwise', {
    inputs: [call.tensor(0)],
    attributes: {
      function: 'scale-shift',
      parameterShapes: packShapes(parameters.map(() => broadcast)),
    },
    parameters: Object.fromEntries(parameters.map((index, at) => [`operand${at}`, index])),
  });
  return tensorValue(scaled, call.value(0).type);
}

/** Over the last axes, from `axis` on. */
export function layerNormalisation(
  call: NodeCall,
  input: PlannedTensor,
  places: { readonly scale: number; readonly shift?: number; readonly part?: string },
  kind: 'mean-variance' | 'root-mean-square' = 'mean-variance',
): PlannedTensor {
  const sizes = sizesOf(input);
  const axis = call.axis(call.integer('axis', -1), sizes.length);
  const { scale, shift, part } = places;
  const both = call.isStored(scale) && shift !== undefined && call.isStored(shift);
  if (kind === 'mean-variance' && axis === sizes.length - 1 && both) {
    return call.layer('layer-norm', {
      inputs: [input],
      parameters: { weight: scale, bias: shift },
      ...(part === undefined ? {} : { part }),
    });
  }
  return normalise(call, input, { kind, groups: countOf(sizes.slice(0, axis)), ...places });
}

function grouped(call: NodeCall, groups: number): OnnxValue {
  const [batch = 1] = call.sizes(0);
  const tensor = normalise(call, call.tensor(0), {
    kind: 'mean-variance',
    groups: batch * groups,
    scale: 1,
    shift: 2,
  });
  return tensorValue(tensor, call.value(0).type);
}

function groupNorm(call: NodeCall): OnnxValue {
  const normalised = grouped(
    call,
    Math.max(1, call.integer('num_groups', call.integer('groups', 1))),
  );
  if (!call.flag('activation')) return normalised;
  const inputs = [call.materialise(normalised)];
  const attributes = { kind: 'silu' };
  return call.output('activation', { inputs, attributes, part: 'activation' });
}

function softmax(call: NodeCall): OnnxValue {
  return call.output('softmax', { inputs: [call.tensor(0)] });
}

/** The type's one value per group of elements along an axis. */
function alongAxis(call: NodeCall, fallback: number): number {
  const sizes = call.sizes(0);
  const axis = call.axis(call.integer('axis', fallback), sizes.length);
  return countOf(sizes) / Math.max(1, sizes[axis] ?? 1);
}

export const operators: OperatorTable = {
  BatchNormalization: batchNormalisation,
  SpatialBN: batchNormalisation,
  LayerNormalization: (call) =>
    tensorValue(
      layerNormalisation(call, call.tensor(0), { scale: 1, shift: 2 }),
      call.value(0).type,
    ),
  RMSNormalization: (call) =>
    tensorValue(
      layerNormalisation(call, call.tensor(0), { scale: 1 }, 'root-mean-square'),
      call.value(0).type,
    ),
  // ONNX Runtime's older name, in the standard domain too.
  SimplifiedLayerNormalization: (call) =>
    tensorValue(
      layerNormalisation(call, call.tensor(0), { scale: 1 }, 'root-mean-square'),
      call.value(0).type,
    ),
  InstanceNormalization: (call) => grouped(call, call.sizes(0)[1] ?? 1),
  GroupNormalization: groupNorm,
  'com.microsoft:GroupNorm': groupNorm,
  MeanVarianceNormalization: (call) => {
    const axes = call.integers('axes') ?? [0, 2, 3];
    const sizes = call.sizes(0);
    const kept = sizes.filter((_, axis) => !axes.includes(axis));
    const request = { kind: 'mean-variance', groups: countOf(kept) } as const;
    return tensorValue(normalise(call, call.tensor(0), request), call.value(0).type);
  },
  LpNormalization: (call) =>
    tensorValue(
      normalise(call, call.tensor(0), { kind: 'norm', groups: alongAxis(call, -1) }),
      call.value(0).type,
    ),
  LRN: (call) => {
    const size = Math.max(1, call.integer('size', 1));
    const elements = call.count(0);
    return call.output('routine', {
      inputs: [call.tensor(0)],
      attributes: {
        kind: call.type,
        outputs: packShapes([call.sizes(0)]),
        // Square and sum of the window, then ·α/n, + k, power, ÷.
        flops: elements * (size + 1 + 4),
        specialFunctions: 2 * elements,
      },
    });
  },
  Softmax: softmax,
  // One logarithm in place of the division.
  LogSoftmax: softmax,
  Hardmax: (call) =>
    call.output('routine', {
      inputs: [call.tensor(0)],
      attributes: {
        kind: call.type,
        outputs: packShapes([call.sizes(0)]),
        flops: call.count(0),
      },
    }),
};
