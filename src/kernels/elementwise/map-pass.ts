// A function of one or two values applied to every element, as a building block: the shader and its variants.
import type { Precision } from '../../shared/problem.ts';
import type { DeviceTraits, KernelPlan, ShaderPass, Tunables } from '../descriptor.ts';
import { fillsGrid, foldedGrid } from '../grid.ts';
import { floatReason, limitReason } from '../limits.ts';
import { singleTypes } from '../single-precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import gelu from '../wgsl/gelu.wgsl?raw';
import functions from './functions.wgsl?raw';
import source from './map.wgsl?raw';

/** Each of `count` values serves `inner` neighbours, then the next one; after the last the first again. */
export interface SecondOperand {
  readonly count: number;
  readonly inner: number;
}

interface MapCall {
  readonly label: string;
  readonly length: number;
  readonly precision: Precision;
  /** Of `x` and, where there is one, `other`; in WGSL. */
  readonly expression: string;
  /** Functions that the expression needs besides those of functions.wgsl. */
  readonly sources?: readonly string[];
  readonly second?: SecondOperand;
  /** x, the second operand if there is one, the result. */
  readonly bindings: readonly string[];
}

/**
 * How the shader finds the second operand: as a vector beside each vector, as one value for a whole vector, or as
 * a value for each of its four.
 */
function operandForm({ count, inner }: SecondOperand, width: number) {
  if (inner === 1 && count % width === 0) {
    return { together: true, width, count: count / width, inner };
  }
  const together = inner % width === 0;
  return { together, width: 1, count, inner: together ? inner / width : inner };
}

export function mapPass(call: MapCall, tunables: Tunables): ShaderPass {
  const { label, length, precision, expression, sources = [], second, bindings } = call;
  const width = tunable(tunables, 'vectorWidth');
  const workgroupSize = tunable(tunables, 'workgroupSize');
  const vectors = tunable(tunables, 'vectors');
  const region = workgroupSize * vectors;
  const { enables, aliases } = singleTypes(precision, width);
  const form = operandForm(second ?? { count: width, inner: 1 }, width);
  const operand = singleTypes(precision, form.width).aliases;
  const binary = second !== undefined;
  const workgroups = foldedGrid(Math.ceil(length / width / region));
  const code = assembleShader({
    enables,
    aliases: { ...aliases, Operand: operand.Element, OperandValue: operand.Value },
    constants: {
      COUNT: length / width,
      OPERAND_COUNT: form.count,
      INNER: form.inner,
      BINARY: binary ? 1 : 0,
      UNARY: binary ? 0 : 1,
      TOGETHER: binary && form.together ? 1 : 0,
      APART: binary && !form.together ? 1 : 0,
      VECTORS_OF_FOUR: width === 4 ? 1 : 0,
      SCALARS: width === 4 ? 0 : 1,
      WORKGROUP_SIZE: workgroupSize,
      VECTORS: vectors,
      EDGES: fillsGrid(workgroups, region, length / width) ? 0 : 1,
    },
    sources: [
      gelu,
      functions,
      ...sources,
      `fn compute(x: Value, other: Value) -> Value {\n  return ${expression};\n}`,
      source,
    ],
  });
  return { label, code, bindings, workgroups };
}

export function mapVariants(length: number): readonly Tunables[] {
  return combinations(
    length % 4 === 0 ? [{ vectorWidth: 4 }, { vectorWidth: 1 }] : [{ vectorWidth: 1 }],
    [
      // On SwiftShader and llvmpipe an invocation costs more than a vector: 4 take a third to two thirds of the time.
      { workgroupSize: 64, vectors: 4 },
      { workgroupSize: 256, vectors: 1 },
      { workgroupSize: 256, vectors: 4 },
      { workgroupSize: 64, vectors: 1 },
    ],
  );
}

/** Why such a kernel cannot run, as a sentence; undefined when it can. */
export function mapReason(
  { length, precision }: Pick<MapCall, 'length' | 'precision'>,
  tunables: Tunables,
  makePlan: () => KernelPlan,
  traits: DeviceTraits,
): string | undefined {
  if (length % tunable(tunables, 'vectorWidth') !== 0) {
    return 'Vectors of four need the number of values to be a multiple of 4.';
  }
  return (
    floatReason(precision, traits) ??
    limitReason({ invocations: tunable(tunables, 'workgroupSize') }, makePlan, traits)
  );
}
