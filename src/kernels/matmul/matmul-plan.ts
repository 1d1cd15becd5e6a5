// What all matrix products share: buffers, counts, and what their shaders are assembled from.
import { bytesPerElement, problemMacs, type MatmulProblem } from '../../shared/problem.ts';
import type {
  InputBuffer,
  KernelPlan,
  ScratchBuffer,
  ShaderPass,
  Tunables,
} from '../descriptor.ts';
import type { GemmShape } from '../gemm/gemm-shape.ts';
import { floatPrecision, floatTypes, sumTolerance } from '../precision.ts';
import type { ShaderParts } from '../wgsl/assemble.ts';
import gelu from '../wgsl/gelu.wgsl?raw';
import elements from './elements.wgsl?raw';
import epilogue from './epilogue.wgsl?raw';
import { matmulReference } from './matmul-reference.ts';
import operands from './operands.wgsl?raw';
import stageVector from './stage-vector.wgsl?raw';

/** The buffers of the epilogue, in the order of their bindings. */
function epilogueInputs({ m, n, batch = 1, bias, residual, precision }: MatmulProblem) {
  const format = floatPrecision(precision);
  const inputs: InputBuffer[] = [];
  if (bias === true) inputs.push({ role: 'input', name: 'bias', format, length: n });
  if (residual === true) {
    inputs.push({ role: 'input', name: 'residual', format, length: batch * m * n });
  }
  return inputs;
}

/** A, B and C as 0, 1 and 2, then what the epilogue reads. */
export function matmulBindings(problem: MatmulProblem): readonly string[] {
  return ['a', 'b', 'c', ...epilogueInputs(problem).map(({ name }) => name)];
}

/** @throws FlopscopeError `invalid-input` for integer precisions. */
export function matmulPlan(
  problem: MatmulProblem,
  tunables: Tunables,
  passes: readonly ShaderPass[],
  scratch: readonly ScratchBuffer[] = [],
): KernelPlan {
  const { m, n, k, batch = 1, precision } = problem;
  const format = floatPrecision(precision);
  const inputs: readonly InputBuffer[] = [
    { role: 'input', name: 'a', format, length: batch * m * k },
    { role: 'input', name: 'b', format, length: batch * k * n },
    ...epilogueInputs(problem),
  ];
  const outputs = batch * m * n;
  const elements = inputs.reduce((sum, { length }) => sum + length, outputs);
  return {
    passes,
    buffers: [...inputs, { role: 'output', name: 'c', format, length: outputs }, ...scratch],
    flops: 2 * problemMacs(problem),
    bytes: elements * bytesPerElement(precision),
    verification: {
      output: 'c',
      tolerance: sumTolerance(precision, tunables),
      reference: (buffers, index) => matmulReference(problem, tunables, buffers, index),
    },
  };
}

/** The product as the building blocks know it: a layer for each of the batch. */
export function matmulShape({ m, n, k, batch = 1 }: MatmulProblem): GemmShape {
  return { m, n, k, layers: batch };
}

/** The sizes and choices that every product's shader bakes in. */
function matmulConstants(problem: MatmulProblem): Record<string, number> {
  const { m, n, k, batch = 1, transpose, activation } = problem;
  return {
    M: m,
    N: n,
    K: k,
    DEPTH: k,
    BATCH: batch,
    TRANSPOSE_A: transpose === 'a' ? 1 : 0,
    TRANSPOSE_B: transpose === 'b' ? 1 : 0,
    BIAS: problem.bias === true ? 1 : 0,
    RELU: activation === 'relu' ? 1 : 0,
    GELU: activation === 'gelu' ? 1 : 0,
    RESIDUAL: problem.residual === true ? 1 : 0,
  };
}

/** How a shader meets the operands: by elements, by vectors of four, or only at the epilogue. */
type OperandAccess = 'elements' | 'vectors' | 'epilogue';

const operandSources = {
  elements: [operands, elements],
  vectors: [stageVector],
  epilogue: [],
} as const satisfies Record<OperandAccess, readonly string[]>;

/** Everything in front of a form of product: types, sizes, the epilogue, and the operands. */
export function matmulShader(
  problem: MatmulProblem,
  tunables: Tunables,
  access: OperandAccess = 'elements',
): Required<Pick<ShaderParts, 'enables' | 'aliases' | 'constants' | 'sources'>> {
  const {
    enables,
    aliases: { Storage, Accumulator },
  } = floatTypes(problem.precision, tunables);
  const packets =
    access === 'vectors'
      ? { Packet: `vec4<${Storage}>`, WidePacket: 'vec4<f32>' }
      : { Packet: Storage, WidePacket: 'f32' };
  return {
    enables,
    aliases: { Storage, Accumulator, Operand: Storage, ...packets },
    constants: {
      ...matmulConstants(problem),
      WIDTH: access === 'vectors' ? 4 : 1,
      EPILOGUE_BINDING: 3,
    },
    sources: [
      ...(problem.activation === 'gelu' ? [gelu] : []),
      epilogue,
      ...operandSources[access],
    ],
  };
}

/** Whether all rows, as they are stored, consist of whole vectors of four. */
export function fitsVectors({ m, n, k, transpose }: MatmulProblem): boolean {
  const rowOfA = transpose === 'a' ? m : k;
  const rowOfB = transpose === 'b' ? k : n;
  return rowOfA % 4 === 0 && rowOfB % 4 === 0 && n % 4 === 0;
}
