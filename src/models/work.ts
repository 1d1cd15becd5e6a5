// Arithmetic, traffic and launches of one pass of one layer. 1 MAC = 2 FLOP, both always kept.
import { type Problem, problemMacs } from '../shared/problem.ts';

/** A matrix product or convolution that is executed `repeats` times (heads × batch for attention). */
export interface MatrixProduct {
  readonly problem: Problem;
  readonly repeats: number;
}

export interface PassWork {
  /** Multiply-accumulates of matrix products and convolutions. */
  readonly macs: number;
  /** 2 × macs. */
  readonly matrixFlops: number;
  /** Everything else: bias, activation, normalisation, pooling. exp, erf, tanh, √ and ÷ count as one each. */
  readonly otherFlops: number;
  /** matrixFlops + otherFlops. */
  readonly flops: number;
  /** Those of otherFlops that are exp, erf, tanh, √ or ÷, which hardware computes in several steps. */
  readonly specialFunctions: number;
  /** Compulsory traffic: every tensor read or written once, as if nothing stayed in a cache. */
  readonly bytesRead: number;
  readonly bytesWritten: number;
  /** GPU dispatches, at least. */
  readonly launches: number;
  /** The products that `macs` consists of, so that a measured rate of that kind can be chosen. */
  readonly products: readonly MatrixProduct[];
}

/** One layer's four passes. Optimizer work belongs to the first layer that names a parameter. */
export interface LayerCost {
  readonly forward: PassWork;
  readonly backwardData: PassWork;
  readonly backwardWeights: PassWork;
  readonly optimizer: PassWork;
}

export type PassName = keyof LayerCost;
export const PASS_NAMES: readonly PassName[] = [
  'forward',
  'backwardData',
  'backwardWeights',
  'optimizer',
];

export interface WorkParts {
  readonly products?: readonly MatrixProduct[];
  readonly otherFlops?: number;
  readonly specialFunctions?: number;
  readonly bytesRead?: number;
  readonly bytesWritten?: number;
  readonly launches?: number;
}

/** Fills in what follows from the parts: MACs from the products, FLOPs from the MACs. */
export function work(parts: WorkParts): PassWork {
  const products = parts.products ?? [];
  const macs = products.reduce((sum, each) => sum + problemMacs(each.problem) * each.repeats, 0);
  const otherFlops = parts.otherFlops ?? 0;
  return {
    macs,
    matrixFlops: 2 * macs,
    otherFlops,
    flops: 2 * macs + otherFlops,
    specialFunctions: parts.specialFunctions ?? 0,
    bytesRead: parts.bytesRead ?? 0,
    bytesWritten: parts.bytesWritten ?? 0,
    launches: parts.launches ?? 0,
    products,
  };
}

export const NO_WORK: PassWork = work({});

/** The sum of two passes. */
export function addWork(a: PassWork, b: PassWork): PassWork {
  if (a === NO_WORK) return b;
  if (b === NO_WORK) return a;
  return {
    macs: a.macs + b.macs,
    matrixFlops: a.matrixFlops + b.matrixFlops,
    otherFlops: a.otherFlops + b.otherFlops,
    flops: a.flops + b.flops,
    specialFunctions: a.specialFunctions + b.specialFunctions,
    bytesRead: a.bytesRead + b.bytesRead,
    bytesWritten: a.bytesWritten + b.bytesWritten,
    launches: a.launches + b.launches,
    products: joined(a.products, b.products),
  };
}

/** The pass run so many times. */
export function repeatWork(pass: PassWork, times: number): PassWork {
  if (times === 1 || pass === NO_WORK) return pass;
  return {
    macs: pass.macs * times,
    matrixFlops: pass.matrixFlops * times,
    otherFlops: pass.otherFlops * times,
    flops: pass.flops * times,
    specialFunctions: pass.specialFunctions * times,
    bytesRead: pass.bytesRead * times,
    bytesWritten: pass.bytesWritten * times,
    launches: pass.launches * times,
    products: pass.products.map((each) => ({ ...each, repeats: each.repeats * times })),
  };
}

/** Most passes of a training step join one list with an empty one. */
function joined<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  if (b.length === 0) return a;
  return a.length === 0 ? b : [...a, ...b];
}
