// One optimizer step: up to seven streams of memory and a handful of operations for each parameter.
import { bytesPerElement, type OptimizerStepProblem } from '../../shared/problem.ts';
import type {
  BufferSpec,
  DecodedInputs,
  KernelDescriptor,
  KernelPlan,
  Tunables,
  Verification,
} from '../descriptor.ts';
import { foldedGrid } from '../grid.ts';
import { floatReason, limitReason } from '../limits.ts';
import { floatPrecision } from '../precision.ts';
import { singleTolerance, singleTypes } from '../single-precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { rateValues } from './hyperparameters.ts';
import { stepReference } from './step-reference.ts';
import source from './step.wgsl?raw';

type Algorithm = OptimizerStepProblem['algorithm'];

/**
 * AdamW's step divides (5 u) by a root (9 u by WGSL's 1 / inverseSqrt, and half of 4 u below it), with a
 * product above (4 u) and a sum, a product and a difference after it.
 */
const UNITS = 24;

/** Contents longer than this repeat; a prime, as for the random inputs of the engine. */
const PERIOD = 1_048_573;

/** Means of squares are positive. */
function positive(length: number): (random: () => number) => Float32Array {
  return (random) => {
    const block = Float32Array.from({ length: Math.min(length, PERIOD) }, random);
    return Float32Array.from({ length }, (_, index) => block[index % PERIOD] ?? NaN);
  };
}

function stateOf(algorithm: Algorithm): readonly ('mean' | 'square')[] {
  return { sgd: [], momentum: ['mean'] as const, adamw: ['mean', 'square'] as const }[algorithm];
}

function verificationOf(
  algorithm: Algorithm,
  result: 'parameter' | 'mean' | 'square',
): Verification {
  return {
    output: result,
    tolerance: singleTolerance('f32', UNITS),
    reference(inputs: DecodedInputs, index) {
      const at = (name: string) => inputs[name]?.[index] ?? NaN;
      return stepReference(algorithm, {
        parameter: at('parameter'),
        gradient: at('gradient'),
        mean: at('mean'),
        square: at('square'),
      })[result];
    },
  };
}

function buffersOf({ algorithm, parameters, precision }: OptimizerStepProblem): BufferSpec[] {
  const single = { format: 'f32', length: parameters } as const;
  return [
    { role: 'uniform', name: 'rates', format: 'f32', values: rateValues },
    { role: 'input', name: 'gradient', format: floatPrecision(precision), length: parameters },
    { role: 'update', name: 'parameter', ...single },
    ...stateOf(algorithm).map((name): BufferSpec => ({
      role: 'update',
      name,
      ...single,
      ...(name === 'square' ? { contents: positive(parameters) } : {}),
    })),
  ];
}

function plan(problem: OptimizerStepProblem, tunables: Tunables): KernelPlan {
  const { algorithm, parameters, precision } = problem;
  const width = tunable(tunables, 'vectorWidth');
  const workgroupSize = tunable(tunables, 'workgroupSize');
  const vectors = tunable(tunables, 'vectors');
  const { enables, aliases } = singleTypes(precision, width);
  const code = assembleShader({
    enables,
    aliases: { Gradient: aliases.Element, Value: aliases.Value },
    constants: {
      COUNT: parameters / width,
      WORKGROUP_SIZE: workgroupSize,
      VECTORS: vectors,
      STATEFUL: algorithm === 'sgd' ? 0 : 1,
      SGD: algorithm === 'sgd' ? 1 : 0,
      MOMENTUM: algorithm === 'momentum' ? 1 : 0,
      ADAMW: algorithm === 'adamw' ? 1 : 0,
    },
    sources: [source],
  });
  const buffers = buffersOf(problem);
  const state = stateOf(algorithm);
  return {
    passes: [
      {
        label: 'optimizer/step',
        code,
        bindings: buffers.map(({ name }) => name),
        workgroups: foldedGrid(Math.ceil(parameters / width / (workgroupSize * vectors))),
      },
    ],
    buffers,
    flops: 0,
    bytes: parameters * (bytesPerElement(precision) + 8 + 8 * state.length),
    verification: verificationOf(algorithm, 'parameter'),
    furtherVerifications: state.map((name) => verificationOf(algorithm, name)),
  };
}

export const kernel: KernelDescriptor<OptimizerStepProblem> = {
  id: 'optimizer/step',
  op: 'optimizer-step',
  label: 'Step',
  summary: 'Reads gradient, parameter and state once and writes the new ones in their place.',
  variants: ({ parameters }) =>
    combinations(
      parameters % 4 === 0 ? [{ vectorWidth: 4 }, { vectorWidth: 1 }] : [{ vectorWidth: 1 }],
      [
        { workgroupSize: 64, vectors: 1 },
        { workgroupSize: 256, vectors: 1 },
        { workgroupSize: 64, vectors: 2 },
      ],
    ),
  unsupported(problem, tunables, traits) {
    if (problem.parameters % tunable(tunables, 'vectorWidth') !== 0) {
      return 'Vectors of four need the number of parameters to be a multiple of 4.';
    }
    return (
      floatReason(problem.precision, traits) ??
      limitReason(
        { invocations: tunable(tunables, 'workgroupSize') },
        () => plan(problem, tunables),
        traits,
      )
    );
  },
  plan,
};
