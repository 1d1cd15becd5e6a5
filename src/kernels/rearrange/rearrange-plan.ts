// What every kernel of a copy shares: its buffers, counts and reference.
import { bytesPerElement, type RearrangeProblem } from '../../shared/problem.ts';
import type { BufferSpec, DecodedInputs, KernelPlan, ReferenceValue } from '../descriptor.ts';
import { floatPrecision } from '../precision.ts';
import { singleReference, singleTolerance } from '../single-precision.ts';
import { axesOf, hasGaps, viewElements } from './views.ts';

/** One addition, rounded once. */
const ADD_UNITS = 1;

type SharedPlan = Pick<KernelPlan, 'buffers' | 'flops' | 'bytes' | 'verification'>;

export function rearrangePlan(problem: RearrangeProblem): SharedPlan {
  const { mode, precision, sourceLength, targetLength } = problem;
  const moved = viewElements(problem);
  const cleared = mode === 'clear' ? targetLength - moved : 0;
  const adds = mode === 'add';
  return {
    buffers: [
      { role: 'input', name: 'source', format: floatPrecision(precision), length: sourceLength },
      targetBuffer(problem),
    ],
    flops: 0,
    bytes: ((adds ? 3 : 2) * moved + cleared) * bytesPerElement(precision),
    verification: {
      output: 'target',
      tolerance: adds ? singleTolerance(precision, ADD_UNITS) : { kind: 'exact' },
      reference: (inputs, index) => rearrangeReference(problem, inputs, index),
      referenceMacs: problem.sizes.length,
    },
  };
}

/** What keeps some of its elements is updated in place. */
function targetBuffer(problem: RearrangeProblem): BufferSpec {
  const { mode, precision, targetLength: length } = problem;
  const keeps = mode === 'add' || (mode === 'write' && hasGaps(problem));
  return {
    role: keeps ? 'update' : 'output',
    name: 'target',
    format: floatPrecision(precision),
    length,
  };
}

/** Finds the indices of a place in the target by its strides, the largest first, from the axes as they were given. */
function rearrangeReference(
  problem: RearrangeProblem,
  inputs: DecodedInputs,
  index: number,
): ReferenceValue {
  const { source = [], target = [] } = inputs;
  const { mode, precision, sourceOffset, targetOffset } = problem;
  const before = target[index] ?? NaN;
  let rest = index - targetOffset;
  let from = sourceOffset;
  for (const axis of axesOf(problem).toSorted((a, b) => b.target - a.target)) {
    if (axis.size === 1) continue;
    const place = Math.max(0, Math.min(axis.size - 1, Math.floor(rest / axis.target)));
    rest -= place * axis.target;
    from += place * axis.source;
  }
  if (rest !== 0) {
    const kept = mode === 'clear' ? 0 : before;
    return { value: kept, magnitude: Math.abs(kept) };
  }
  const moved = source[from] ?? NaN;
  return mode === 'add'
    ? singleReference(before + moved, Math.abs(before) + Math.abs(moved), precision)
    : { value: moved, magnitude: Math.abs(moved) };
}
