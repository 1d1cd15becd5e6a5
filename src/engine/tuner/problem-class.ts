// Problems that are alike enough to share a tuned choice, and how far apart two others are.
import type { Problem } from '../../shared/problem.ts';

/** Sizes up to here decide which loops are unrolled (kernel sizes, strides): they count exactly. */
const EXACT_UP_TO = 16;

/**
 * A name for all problems of one operation and precision whose larger sizes round to the same powers of two:
 * "matmul f32 k=1024 m=1024 n=1024". `accumulatorBits` because sums in f16 are chosen apart.
 */
export function problemClass(problem: Problem, accumulatorBits: number): string {
  const { op, precision, ...rest } = problem;
  const fields = Object.entries(rest)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${roundedField(value)}`);
  const sum = accumulatorBits === 0 ? [] : [`sum=${accumulatorBits}`];
  return [op, precision, ...sum, ...fields].join(' ');
}

/** Lists entry by entry: "sizes=32x12x64". */
function roundedField(value: unknown): string {
  if (isList(value)) return value.map(rounded).join('x');
  return typeof value === 'number' ? String(rounded(value)) : String(value);
}

function isList(value: unknown): value is readonly number[] {
  return Array.isArray(value);
}

function rounded(value: number): number {
  if (value <= EXACT_UP_TO) return Number(value.toPrecision(2));
  return 2 ** Math.round(Math.log2(value));
}

/** What happens to a product before it is stored says nothing about how to tile it. */
const EPILOGUE = new Set(['bias', 'activation', 'residual']);

/** Stands for a size of zero (padding) in a ratio. */
const NOTHING = 0.5;

/**
 * Sum over all sizes of |log₂ of their ratio|; Infinity for problems that share no kernels' choices: other
 * operations, precisions or layouts.
 */
export function problemDistance(one: Problem, other: Problem): number {
  if (isDepthwise(one) !== isDepthwise(other) || hasVector(one) !== hasVector(other)) {
    return Infinity;
  }
  const [left, right] = [fieldsOf(one), fieldsOf(other)];
  let distance = 0;
  for (const name of new Set([...left.keys(), ...right.keys()])) {
    if (EPILOGUE.has(name)) continue;
    const [a, b] = [left.get(name), right.get(name)];
    if (typeof a === 'number' && typeof b === 'number') distance += ratioOf(a, b);
    else if (isList(a) && isList(b) && a.length === b.length) {
      distance += a.reduce((sum, entry, index) => sum + ratioOf(entry, b[index] ?? 0), 0);
    } else if (a !== b) return Infinity;
  }
  return distance;
}

function ratioOf(a: number, b: number): number {
  return Math.abs(Math.log2((a || NOTHING) / (b || NOTHING)));
}

function fieldsOf(problem: Problem): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>(Object.entries(problem));
}

/** Matrix times vector reads every weight once, and wants kernels of its own. */
function hasVector(problem: Problem): boolean {
  return 'm' in problem && (problem.m === 1 || problem.n === 1);
}

function isDepthwise(problem: Problem): boolean {
  return 'groups' in problem && problem.groups > 1 && problem.groups === problem.inChannels;
}
