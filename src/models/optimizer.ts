// What updating the weights costs. It is bound by memory: a few operations and two to three dozen bytes
// per parameter.
import { NO_WORK, type PassWork, work } from './work.ts';

export type OptimizerName = 'sgd' | 'sgd-momentum' | 'adam';

interface UpdateCost {
  readonly flops: number;
  readonly specialFunctions: number;
  /** Bytes per parameter; in f16 training the weight of the update is an f32 copy, which adds as much as the f16 gradient and weight save. */
  readonly bytesRead: number;
  readonly bytesWritten: number;
}

const UPDATES: Readonly<Record<OptimizerName, UpdateCost>> = {
  // w ← w − η(g + λw) (4). Reads w, g and writes w in f32: 12 bytes.
  sgd: { flops: 4, specialFunctions: 0, bytesRead: 8, bytesWritten: 4 },
  // v ← μv + g + λw (4), w ← w − ηv (2). Reads w, g, v and writes w, v in f32: 20 bytes.
  'sgd-momentum': { flops: 6, specialFunctions: 0, bytesRead: 12, bytesWritten: 8 },
  // m (3), v (4), bias corrections (2), root, ε, ÷, rate, subtraction (5), weight decay (2).
  // Reads w, g, m, v and writes w, m, v in f32: 28 bytes.
  adam: { flops: 16, specialFunctions: 4, bytesRead: 16, bytesWritten: 12 },
};

/** Bytes of state per parameter beside the weight and its gradient, in f32. */
export const OPTIMIZER_STATE_BYTES: Readonly<Record<OptimizerName, number>> = {
  sgd: 0,
  'sgd-momentum': 4,
  adam: 8,
};

/** @param tensors parameter tensors, each updated by one dispatch. */
export function optimizerWork(name: OptimizerName, params: number, tensors: number): PassWork {
  if (params === 0) return NO_WORK;
  const update = UPDATES[name];
  return work({
    otherFlops: params * update.flops,
    specialFunctions: params * update.specialFunctions,
    bytesRead: params * update.bytesRead,
    bytesWritten: params * update.bytesWritten,
    launches: tensors,
  });
}
