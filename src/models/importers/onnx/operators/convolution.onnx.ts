// Convolutions over one to three axes, plain, transposed and quantised.
import { brokenFile } from '../../broken-file.ts';
import type { NodeCall, OperatorTable } from '../graph/node-call.ts';
import { countOf, type OnnxValue, tensorValue } from '../graph/value.ts';
import { windowOf } from '../graph/window.ts';
import { elementType, FLOAT } from '../wire/element-types.ts';
import { fusedActivation } from './functions.onnx.ts';

const INT32 = elementType(6) ?? FLOAT;

interface Places {
  readonly weight: number;
  readonly bias?: number;
}

/** @throws NotKnown, FlopscopeError */
function convolve(call: NodeCall, { weight, bias }: Places): OnnxValue {
  const input = call.tensor(0);
  const sizes = call.sizes(0);
  const weightSizes = call.sizes(weight);
  const [outChannels = 0, perGroup = 0, ...kernel] = weightSizes;
  const spatial = sizes.slice(2);
  if (kernel.length !== spatial.length || kernel.length === 0) {
    brokenFile(
      `its weight of ${weightSizes.length} axes does not fit its input of ${sizes.length} axes.`,
    );
  }
  const groups = call.integer('group', 1);
  if (groups < 1 || perGroup * groups !== sizes[1] || outChannels < 1 || kernel.includes(0)) {
    brokenFile(
      `its weight ${weightSizes.join(' × ')} in ${groups} groups does not fit ${String(sizes[1])} channels.`,
    );
  }
  const window = windowOf(call, spatial, kernel);
  const hasBias = bias !== undefined && call.has(bias);
  // Weights that other nodes compute are an input like any other.
  if (!call.isStored(weight)) return convolveTensors(call, weight, outChannels, groups, window);
  const parameters = { weight, ...(hasBias ? { bias } : {}) };
  const own = hasBias && call.isStored(bias);
  const { stride, dilation, before, after } = window;
  const plain = kernel.length === 2 && before.every((each, axis) => each === after[axis]);
  if (plain) {
    const attributes = {
      outChannels,
      kernel,
      stride,
      padding: before,
      dilation,
      groups,
      bias: own,
    };
    return call.output('conv2d', { inputs: [input], attributes, parameters });
  }
  const attributes = { outChannels, kernel, stride, dilation, before, after, groups, bias: own };
  return call.output('conv-nd', { inputs: [input], attributes, parameters });
}

function convolveTensors(
  call: NodeCall,
  weight: number,
  outChannels: number,
  groups: number,
  window: ReturnType<typeof windowOf>,
): OnnxValue {
  const [batch = 0, channels = 0] = call.sizes(0);
  const places = countOf(window.places);
  return call.output('contraction', {
    inputs: [call.tensor(0), call.tensor(weight)],
    attributes: {
      batch: groups,
      m: batch * places,
      n: outChannels / groups,
      k: (channels / groups) * countOf(window.kernel),
      sizes: [batch, outChannels, ...window.places],
    },
  });
}

/** Every input element is spread over one window. */
function transposeTensors(
  call: NodeCall,
  perGroup: number,
  groups: number,
  window: ReturnType<typeof windowOf>,
): OnnxValue {
  const [batch = 0, channels = 0, ...spatial] = call.sizes(0);
  const sizes = [batch, perGroup * groups, ...window.places];
  const m = batch * countOf(spatial);
  const n = perGroup * countOf(window.kernel);
  const product = call.layer('contraction', {
    inputs: [call.tensor(0), call.tensor(1)],
    attributes: { batch: groups, m, n, k: channels / groups, sizes: [groups, m, n] },
    part: 'products',
  });
  return call.output('routine', {
    inputs: [product],
    attributes: { kind: 'overlap', outputs: [sizes.length, ...sizes], flops: groups * m * n },
  });
}

/** Weight: input channels × output channels per group × kernel. */
function convolveTransposed(call: NodeCall): OnnxValue {
  const sizes = call.sizes(0);
  const [inChannels, perGroup = 0, ...kernel] = call.sizes(1);
  const spatial = sizes.slice(2);
  const groups = call.integer('group', 1);
  if (
    kernel.length !== spatial.length ||
    kernel.length === 0 ||
    inChannels !== sizes[1] ||
    groups < 1 ||
    perGroup < 1 ||
    kernel.includes(0)
  ) {
    brokenFile(`its weight ${call.sizes(1).join(' × ')} does not fit ${sizes.join(' × ')}.`);
  }
  const window = windowOf(call, spatial, kernel, true);
  const { stride, dilation, before, after, outputPadding } = window;
  if (!call.isStored(1)) return transposeTensors(call, perGroup, groups, window);
  const bias = call.isStored(2);
  return call.output('conv-nd', {
    inputs: [call.tensor(0)],
    attributes: {
      outChannels: perGroup * groups,
      kernel,
      stride,
      dilation,
      before,
      after,
      outputPadding,
      groups,
      bias,
      transposed: true,
    },
    parameters: { weight: 1, ...(bias ? { bias: 2 } : {}) },
  });
}

export const operators: OperatorTable = {
  Conv: (call) => convolve(call, { weight: 1, bias: 2 }),
  ConvTranspose: convolveTransposed,
  ConvInteger: (call) => ({ ...convolve(call, { weight: 1 }), type: INT32 }),
  // x, scale, zero point, w, scale, zero point, scale, zero point of the result, bias.
  QLinearConv: (call) => convolve(call, { weight: 3, bias: 8 }),
  'com.microsoft:FusedConv': (call) => {
    const convolved = convolve(call, { weight: 1, bias: 2 });
    const added = call.has(3)
      ? tensorValue(
          call.layer('pointwise', {
            inputs: [call.materialise(convolved), call.tensor(3)],
            attributes: { function: 'add' },
            part: 'sum',
          }),
          convolved.type,
        )
      : convolved;
    const name = call.text('activation', '');
    return name === '' ? added : fusedActivation(call, added, name);
  },
  // Offsets and masks move the taps, which costs an interpolation of four neighbours a tap.
  DeformConv: (call) => {
    const convolved = convolve(call, { weight: 1, bias: 3 });
    const [, channels = 0] = call.sizes(0);
    const [batch = 0, , ...places] = convolved.sizes ?? [];
    const taps = countOf(call.sizes(1).slice(2)) * countOf(places) * batch * channels;
    call.layers('routine', {
      inputs: [call.tensor(0), call.tensor(2)],
      attributes: { kind: 'interpolation', outputs: [0], flops: 7 * taps },
      part: 'offsets',
    });
    return convolved;
  },
};
