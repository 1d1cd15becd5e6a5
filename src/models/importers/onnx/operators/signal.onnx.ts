// Fourier transforms, windows and mel filters. A transform of n points counts as 5·n·log₂ n FLOPs, the usual
// figure for the fast algorithm (radix 2, complex); of real input half of it.
import { packShapes } from '../../../packed-shapes.ts';
import type { Convert, NodeCall, OperatorTable } from '../graph/node-call.ts';
import { countOf, type OnnxValue } from '../graph/value.ts';
import { FLOAT } from '../wire/element-types.ts';

function transformFlops(points: number, real: boolean): number {
  return (points * Math.log2(Math.max(2, points)) * 5) / (real ? 2 : 1);
}

function made(
  call: NodeCall,
  sizes: readonly number[],
  flops: number,
  inputs: number[],
): OnnxValue {
  return call.output(
    'routine',
    {
      inputs: inputs.map((index) => call.tensor(index)),
      attributes: { kind: call.type, outputs: packShapes([sizes]), flops: Math.round(flops) },
    },
    call.inputs[0]?.type.kind === 'float' ? call.value(0).type : FLOAT,
  );
}

/** … × signal × 1 (real) or 2 (complex). */
function dft(call: NodeCall): OnnxValue {
  const sizes = call.sizes(0);
  const given = call.has(2)
    ? (call.content(2)[0] ?? 1)
    : call.integer('axis', call.opset < 20 ? 1 : -2);
  const axis = call.axis(given, sizes.length);
  const length = call.has(1) ? (call.content(1)[0] ?? 1) : (sizes[axis] ?? 1);
  const real = sizes.at(-1) === 1;
  const points = call.flag('onesided') ? Math.floor(length / 2) + 1 : length;
  const result = sizes.map((size, index) => (index === axis ? points : size));
  result[result.length - 1] = 2;
  const others = countOf(sizes.filter((_, i) => i !== axis && i !== sizes.length - 1));
  return made(call, result, others * transformFlops(length, real), [0]);
}

function stft(call: NodeCall): OnnxValue {
  const [batch = 1, length = 0, parts = 1] = call.sizes(0);
  const step = Math.max(1, call.content(1)[0] ?? 1);
  const window = call.has(2) ? call.count(2) : undefined;
  const frame = window ?? call.content(3)[0] ?? length;
  const frames = Math.max(0, Math.floor((length - frame) / step) + 1);
  const oneSided = call.integer('onesided', 1) !== 0;
  const points = oneSided ? Math.floor(frame / 2) + 1 : frame;
  const each = transformFlops(frame, parts === 1) + (window === undefined ? 0 : frame);
  return made(call, [batch, frames, points, 2], batch * frames * each, [0]);
}

/** Windows depend on their length alone and are made once. */
const window: Convert = (call) => {
  const length = call.content(0)[0] ?? 0;
  return made(call, [length], 3 * length, []);
};

export const operators: OperatorTable = {
  DFT: dft,
  STFT: stft,
  HannWindow: window,
  HammingWindow: window,
  BlackmanWindow: window,
  MelWeightMatrix: (call) => {
    const [bins = 0, size = 0] = [0, 1].map((index) => call.content(index)[0] ?? 0);
    const rows = Math.floor(size / 2) + 1;
    return made(call, [rows, bins], 4 * rows * bins, []);
  },
};
