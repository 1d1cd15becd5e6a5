// Whether an answer is right: sampled entries against the float64 reference of the engine's own kernels.
import { convolutionReference } from '../../src/kernels/convolution/convolution-reference.ts';
import type { ReferenceValue } from '../../src/kernels/descriptor.ts';
import { matmulPlan } from '../../src/kernels/matmul/matmul-plan.ts';
import { problemMacs } from '../../src/shared/problem.ts';
import { createRandom } from '../../src/shared/random.ts';
import type { Layout, Operands, PeerProblem } from './contender.ts';
import { positionIn } from './layouts.ts';
import { operandLengths } from './shapes.ts';

export interface AnswerReport {
  /** max |C − Ĉ| / (|A|·|B|) over the checked entries. */
  readonly maxError: number;
  readonly checkedEntries: number;
  /** Why the answer is wrong; undefined when it is right. */
  readonly wrong: string | undefined;
}

/** The bound of verified kernels: 8 u of f32. */
const BOUND = 8 * 2 ** -24;

/** As in the engine: a wrong tile of 1 % of the output is missed with a probability below 1e-5. */
const LEAST_ENTRIES = 1200;
const MOST_ENTRIES = 16_384;
/** About 30 ms of reference. */
const REFERENCE_MACS = 4e6;

const F32_SUMS = { accumulatorBits: 32 };

export function verifyAnswer(
  problem: PeerProblem,
  operands: Operands,
  answer: Float32Array,
  layout: Layout,
): AnswerReport {
  const { result } = operandLengths(problem);
  const indices = sampledEntries(result, problemMacs(problem) / result, operands.seed);
  let maxError = 0;
  for (const index of indices) {
    const { value, magnitude } = reference(problem, operands, index);
    const actual = answer[positionIn(layout, problem, index)] ?? NaN;
    const error = actual === value ? 0 : Math.abs(actual - value) / magnitude;
    if (!(error <= BOUND)) {
      const wrong = `Element ${index} is ${actual}, the float64 reference is ${value}.`;
      return { maxError: error, checkedEntries: indices.length, wrong };
    }
    maxError = Math.max(maxError, error);
  }
  return { maxError, checkedEntries: indices.length, wrong: undefined };
}

function reference(problem: PeerProblem, operands: Operands, index: number): ReferenceValue {
  const { left, right } = operands;
  return problem.op === 'matmul'
    ? matmulPlan(problem, F32_SUMS, []).verification.reference({ a: left, b: right }, index)
    : convolutionReference(problem, F32_SUMS, { x: left, w: right }, index);
}

function sampledEntries(length: number, macsPerEntry: number, seed: number): readonly number[] {
  const affordable = Math.floor(REFERENCE_MACS / macsPerEntry);
  const wanted = Math.min(MOST_ENTRIES, Math.max(LEAST_ENTRIES, affordable));
  if (length <= wanted) return Array.from({ length }, (_, index) => index);
  const random = createRandom(seed + 1);
  return [0, length - 1, ...Array.from({ length: wanted }, () => Math.floor(random() * length))];
}
