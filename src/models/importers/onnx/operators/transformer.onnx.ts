// Fused parts of transformers in ONNX Runtime's domain: sums with normalisation, embeddings, activations.
import { packShapes } from '../../../packed-shapes.ts';
import { brokenFile } from '../../broken-file.ts';
import { type NodeCall, NotKnown, type OperatorTable } from '../graph/node-call.ts';
import { applyPointwise, pointwise } from '../graph/pointwise-call.ts';
import { type OnnxValue, type PlannedTensor, tensorValue, unknownValue } from '../graph/value.ts';
import { fusedActivation } from './functions.onnx.ts';
import { layerNormalisation } from './normalisation.onnx.ts';

function sum(call: NodeCall, input: PlannedTensor, index: number, part: string): PlannedTensor {
  if (!call.has(index)) return input;
  const own = call.isStored(index) && call.value(index).tensor === undefined;
  return call.layer('pointwise', {
    inputs: own ? [input] : [input, call.tensor(index)],
    attributes: {
      function: 'add',
      ...(own ? { parameterShapes: packShapes([call.sizes(index)]) } : {}),
    },
    ...(own ? { parameters: { operand0: index } } : {}),
    part,
  });
}

/** Input + skip + bias, then normalised; the sum is the fourth output. */
function skip(
  call: NodeCall,
  places: { readonly scale: number; readonly shift?: number; readonly bias: number },
  kind: 'mean-variance' | 'root-mean-square',
): readonly OnnxValue[] {
  const { type } = call.value(0);
  const added = sum(call, sum(call, call.tensor(0), 1, 'skip'), places.bias, 'bias');
  const { scale, shift } = places;
  const norm = { scale, ...(shift === undefined ? {} : { shift }) };
  const normalised = layerNormalisation(call, added, { ...norm, part: 'norm' }, kind);
  const rest = unknownValue(type);
  return [tensorValue(normalised, type), rest, rest, tensorValue(added, type)];
}

/** Word, position and segment tables added and normalised. Inputs: ids, segments, three tables, scale, shift. */
function embed(call: NodeCall): readonly OnnxValue[] {
  const look = (ids: number, table: number, part: string) => {
    const [entries = 0, features = 0] = call.sizes(table);
    if (!call.isStored(table)) throw new NotKnown();
    if (entries < 1 || features < 1)
      brokenFile(`its table has the shape ${entries} × ${features}.`);
    return call.layer('embedding', {
      inputs: [call.tensor(ids)],
      attributes: { entries, features },
      parameters: { weight: table },
      part,
    });
  };
  const words = look(0, 2, 'words');
  const positions = look(call.has(8) ? 8 : 0, 3, 'positions');
  const parts = [words, positions];
  if (call.has(1) && call.has(4)) parts.push(look(1, 4, 'segments'));
  const total = call.layer('pointwise', {
    inputs: parts,
    attributes: { function: 'add' },
    part: 'sum',
  });
  const { type } = call.value(2);
  const normalised = layerNormalisation(call, total, { scale: 5, shift: 6, part: 'norm' });
  const rest = unknownValue(type);
  return [tensorValue(normalised, type), rest, tensorValue(total, type)];
}

function biased(name: string) {
  return (call: NodeCall): OnnxValue => {
    const added = sum(call, call.tensor(0), 1, 'bias');
    return fusedActivation(call, tensorValue(added, call.value(0).type), name);
  };
}

export const operators: OperatorTable = {
  'com.microsoft:SkipLayerNormalization': (call) =>
    skip(call, { scale: 2, shift: 3, bias: 4 }, 'mean-variance'),
  'com.microsoft:SkipSimplifiedLayerNormalization': (call) =>
    skip(call, { scale: 2, bias: 3 }, 'root-mean-square'),
  'com.microsoft:EmbedLayerNormalization': embed,
  'com.microsoft:BiasGelu': biased('gelu'),
  'com.microsoft:FastGelu': biased('gelu'),
  'com.microsoft:QuickGelu': pointwise('quick-gelu'),
  'com.microsoft:BiasAdd': (call) => {
    const added = sum(call, call.tensor(0), 1, 'bias');
    return tensorValue(sum(call, added, 2, 'skip'), call.value(0).type);
  },
  // Half of the features gates the other half.
  'com.microsoft:BiasSplitGelu': (call) => {
    const sizes = call.sizes(0);
    const added = sum(call, call.tensor(0), 1, 'bias');
    const half = [...sizes.slice(0, -1), (sizes.at(-1) ?? 0) / 2];
    const gate = call.layer('slice', {
      inputs: [added],
      attributes: { sizes: half },
      part: 'gate',
    });
    const active = call.layer('activation', {
      inputs: [gate],
      attributes: { kind: 'gelu' },
      part: 'activation',
    });
    const request = {
      inputs: [active, gate],
      attributes: { function: 'multiply' },
      part: 'product',
    };
    return call.output('pointwise', request);
  },
  'com.microsoft:BiasSoftmax': (call) => {
    const added = sum(call, call.tensor(0), 1, 'bias');
    return call.output('softmax', { inputs: [added] });
  },
  'com.microsoft:BiasDropout': (call) => {
    const added = sum(call, call.tensor(0), 1, 'bias');
    return tensorValue(sum(call, added, 2, 'residual'), call.value(0).type);
  },
  'com.microsoft:QLinearAdd': (call) => applyPointwise(call, 'add', { operands: [0, 3] }),
  'com.microsoft:QLinearMul': (call) => applyPointwise(call, 'multiply', { operands: [0, 3] }),
  'com.microsoft:QLinearSigmoid': (call) =>
    call.output('activation', { inputs: [call.tensor(0)], attributes: { kind: 'sigmoid' } }),
  'com.microsoft:QLinearLeakyRelu': pointwise('leaky-relu', { operands: [0] }),
  'com.microsoft:QLinearSoftmax': (call) => call.output('softmax', { inputs: [call.tensor(0)] }),
};
