// Scaled dot-product attention of the fused operators, written out as the products it consists of.
import { brokenFile } from '../../broken-file.ts';
import type { NodeCall } from './node-call.ts';
import { type PlannedTensor, sizesOf } from './value.ts';

export interface AttentionParts {
  /** batch × heads × tokens × head features each; keys and values may have fewer heads, which are shared. */
  readonly query: PlannedTensor;
  readonly key: PlannedTensor;
  readonly value: PlannedTensor;
  readonly mask?: boolean;
}

/** batch × tokens × features as batch × heads × tokens × head features; a view. */
export function splitHeads(
  call: NodeCall,
  tensor: PlannedTensor,
  heads: number,
  part: string,
): PlannedTensor {
  if (tensor.shape.length === 4) return tensor;
  if (heads < 1) brokenFile(`it has ${heads} heads.`);
  return call.layer('split-heads', { inputs: [tensor], attributes: { heads }, part });
}

/** @returns batch × heads × tokens × head features. */
export function attend(call: NodeCall, parts: AttentionParts): PlannedTensor {
  const { query, mask = false } = parts;
  const [, heads = 1] = sizesOf(query);
  const key = sharedHeads(call, parts.key, heads, 'keys');
  const value = sharedHeads(call, parts.value, heads, 'values');
  const scores = call.layer('matmul', {
    inputs: [query, key],
    attributes: { transposeB: true },
    part: 'scores',
  });
  const weights = call.layer('softmax', {
    inputs: [scores],
    attributes: { scale: true, ...headSizeOf(call, query, mask), mask: mask ? 'padding' : 'none' },
    part: 'softmax',
  });
  return call.layer('matmul', { inputs: [weights, value], part: 'context' });
}

/** Named only where 1/√d is all that happens to the scores: a mask, or a scale of the file's own, is not told on. */
function headSizeOf(
  call: NodeCall,
  query: PlannedTensor,
  mask: boolean,
): { readonly headSize?: number } {
  const headSize = sizesOf(query).at(-1);
  const causal =
    call.flag('is_causal') || call.flag('unidirectional') || call.type.startsWith('GroupQuery');
  const plain = !mask && !causal && call.float('scale', 0) === 0 && call.float('softcap', 0) === 0;
  return plain && headSize !== undefined ? { headSize } : {};
}

/** Heads of grouped queries read the same keys: a view that repeats them. */
function sharedHeads(
  call: NodeCall,
  tensor: PlannedTensor,
  heads: number,
  part: string,
): PlannedTensor {
  const [batch = 1, own = 1, tokens = 1, features = 1] = sizesOf(tensor);
  if (own === heads) return tensor;
  if (own < 1 || heads % own !== 0) brokenFile(`${heads} heads cannot share ${own}.`);
  const grouped = call.layer('reshape', {
    inputs: [tensor],
    attributes: { sizes: [batch, own, 1, tokens, features] },
    part,
  });
  const repeated = call.layer('expand', {
    inputs: [grouped],
    attributes: { sizes: [batch, own, heads / own, tokens, features] },
    part,
  });
  return call.layer('reshape', {
    inputs: [repeated],
    attributes: { sizes: [batch, heads, tokens, features] },
    part,
  });
}

/** Past keys or values in front of the present ones. */
export function withPast(
  call: NodeCall,
  present: PlannedTensor,
  past: PlannedTensor | undefined,
  part: string,
): PlannedTensor {
  if (!past) return present;
  return call.layer('concat', { inputs: [past, present], attributes: { axis: 2 }, part });
}

export function mergeHeads(call: NodeCall, tensor: PlannedTensor): PlannedTensor {
  return call.layer('merge-heads', { inputs: [tensor], part: 'heads' });
}
