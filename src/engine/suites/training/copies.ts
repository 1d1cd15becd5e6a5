// Copies between views: the heads of attention turned round, parts of tensors, sums in place.
import type { Precision, Problem } from '../../../shared/problem.ts';
import type { Block } from '../block.ts';
import { lengths, sortedBlock } from './sorted-block.ts';

/** Tokens, heads and features of each: what attention turns round. */
const headSizes = [
  [40, 4, 40],
  [112, 10, 56],
  [240, 10, 56],
  [448, 12, 72],
] as const;

export function copiesBlocks(precision: Precision): readonly Block[] {
  const flat = { sourceOffset: 0, targetOffset: 0, precision, op: 'rearrange' } as const;
  const heads = headSizes.map(([tokens, count, features]): Problem => {
    const length = tokens * count * features;
    return {
      ...flat,
      sizes: [count, tokens, features],
      sourceStrides: [features, count * features, 1],
      targetStrides: [tokens * features, features, 1],
      sourceLength: length,
      targetLength: length,
      mode: 'write',
    };
  });
  const turned = headSizes.map(([tokens, count, features]): Problem => {
    const length = tokens * count * features;
    return {
      ...flat,
      sizes: [count * features, tokens],
      sourceStrides: [1, count * features],
      targetStrides: [tokens, 1],
      sourceLength: length,
      targetLength: length,
      mode: 'write',
    };
  });
  const parts = (mode: 'clear' | 'write') =>
    headSizes.map(([tokens, count, features]): Problem => {
      const width = count * features;
      return {
        ...flat,
        sizes: [tokens, width],
        sourceStrides: [width, 1],
        targetStrides: [3 * width, 1],
        targetOffset: width,
        sourceLength: tokens * width,
        targetLength: tokens * 3 * width,
        mode,
      };
    });
  const added = lengths.slice(0, 3).map((length): Problem => ({
    ...flat,
    sizes: [length],
    sourceStrides: [1],
    targetStrides: [1],
    sourceLength: length,
    targetLength: length,
    mode: 'add',
  }));
  const copies = [...turned, ...heads, ...parts('write'), ...parts('clear'), ...added];
  return [
    // The largest across memory and the largest along it.
    sortedBlock(`training-copies-${precision}`, `Copies, ${precision}`, copies, [
      turned.length - 1,
      turned.length + heads.length - 1,
    ]),
  ];
}
