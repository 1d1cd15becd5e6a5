// What every kernel that sums has in common: its buffers, what it moves, its second pass, and the float64 sums.
import { bytesPerElement, type SumProblem } from '../../shared/problem.ts';
import type { DecodedInputs, KernelPlan, ReferenceValue, ShaderPass } from '../descriptor.ts';
import { floatPrecision, SUM_UNITS } from '../precision.ts';
import { singleReference, singleTolerance, singleTypes } from '../single-precision.ts';
import { combinePass, partsScratch } from './combine.ts';
import { reads, type StorageBinding, writes } from './declare-buffers.ts';
import finish from './finish.wgsl?raw';

/** The product that is summed is rounded as well. */
const UNITS = SUM_UNITS + 1;

function reference(
  { outer, columns, inner, product = false, precision }: SumProblem,
  inputs: DecodedInputs,
  column: number,
): ReferenceValue {
  const { x = [], other = [] } = inputs;
  let value = 0;
  let magnitude = 0;
  for (let row = 0; row < outer; row++) {
    const start = (row * columns + column) * inner;
    for (let i = start; i < start + inner; i++) {
      const term = (x[i] ?? NaN) * (product ? (other[i] ?? NaN) : 1);
      value += term;
      magnitude += Math.abs(term);
    }
  }
  return singleReference(value, magnitude, precision);
}

function operandNames({ product = false }: SumProblem): readonly string[] {
  return product ? ['x', 'other'] : ['x'];
}

/** What a pass that sums binds. @param result what it writes */
export function sumBuffers(problem: SumProblem, result: StorageBinding): readonly StorageBinding[] {
  return [...operandNames(problem).map((name) => reads(name, 'Element', 'COUNT')), result];
}

/** Adds the second pass where the first one sums into several parts. */
export function sumPlan(problem: SumProblem, pass: ShaderPass, parts: number): KernelPlan {
  const { outer, columns, inner, precision } = problem;
  const format = floatPrecision(precision);
  const length = outer * columns * inner;
  const operands = operandNames(problem);
  const { enables, aliases } = singleTypes(precision, 1);
  const combine = combinePass({
    label: 'sum/combine',
    count: 1,
    parts,
    columns,
    enables,
    aliases: { Storage: aliases.Element },
    sources: [finish],
    buffers: [writes('y', 'Storage', 'COLUMNS')],
  });
  return {
    passes: parts === 1 ? [pass] : [pass, combine],
    buffers: [
      ...operands.map((name) => ({ role: 'input', name, format, length }) as const),
      { role: 'output', name: 'y', format, length: columns },
      ...(parts === 1 ? [] : [partsScratch(1, parts, columns)]),
    ],
    flops: 0,
    bytes: (operands.length * length + columns) * bytesPerElement(precision),
    verification: {
      output: 'y',
      tolerance: singleTolerance(precision, UNITS),
      reference: (inputs, index) => reference(problem, inputs, index),
      referenceMacs: outer * inner,
    },
  };
}

/** Constants of `operands.wgsl` and its callers. @param width values of an element */
export function operandConstants(
  { outer, columns, inner, product = false }: SumProblem,
  width: number,
  parts: number,
): Record<string, number> {
  return {
    COUNT: (outer * columns * inner) / width,
    PRODUCT: product ? 1 : 0,
    PLAIN: product ? 0 : 1,
    DIRECT: parts === 1 ? 1 : 0,
  };
}
