// What every contender offers to the benchmark, Flopscope and peers alike.
import type { Conv2dProblem, MatmulProblem } from '../../src/shared/problem.ts';

export const CONTENDERS = ['flopscope', 'tfjs', 'ort', 'jax'] as const;

export type ContenderId = (typeof CONTENDERS)[number];

export type PeerProblem = MatmulProblem | Conv2dProblem;

/** Both operands in the layout of problem.ts; every contender gets the same numbers. */
export interface Operands {
  /** A (m×k), or images N×C×H×W. */
  readonly left: Float32Array<ArrayBuffer>;
  /** B (k×n), or weights Cout×(Cin/groups)×Kh×Kw. */
  readonly right: Float32Array<ArrayBuffer>;
  /** From which an engine kernel draws the same two. */
  readonly seed: number;
}

/** How the images of an answer lie in memory; 'rows' for matrices. */
export type Layout = 'rows' | 'NCHW' | 'NHWC';

/** One way in which a contender computes the problem, compiled, its operands on the GPU. */
export interface Execution {
  /** What distinguishes it: the variant of a kernel, the layout of a session. */
  readonly form: string;
  readonly layout: Layout;
  /** Hands `count` executions to the queue and flushes whatever the library holds back. */
  submit(count: number): void | Promise<void>;
  /** The answer of one more execution, from the GPU. */
  read(): Promise<Float32Array>;
  dispose(): void | Promise<void>;
}

export interface Contender {
  readonly id: ContenderId;
  /** Whose queue is awaited: the library's own, as it opened it. */
  readonly device: GPUDevice;
  /**
   * Every form that the library's documentation offers for the problem; the fastest is timed.
   * @throws Error when the library cannot compute it.
   */
  prepare(problem: PeerProblem, operands: Operands): Promise<readonly Execution[]>;
}
