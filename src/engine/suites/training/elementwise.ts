// Functions of elements and their derivatives: what only moves memory.
import { ACTIVATION_KINDS } from '../../../shared/problem/network.ts';
import type { Precision, Problem } from '../../../shared/problem.ts';
import type { Block } from '../block.ts';
import { fewLengths, lengths, sortedBlock } from './sorted-block.ts';

/** What most networks have; of the others, two sizes tell the rate. */
const USUAL: readonly string[] = ['add', 'relu', 'gelu'];

/** The exponential is only taken of one number a head (Swin V2), which a launch tells: other kinds stand in. */
const MEASURED_KINDS = ACTIVATION_KINDS.filter((kind) => kind !== 'exp');

/** All kinds are forms of one kernel: what is fast for one is measured for all. */
export function elementwiseBlocks(precision: Precision): readonly Block[] {
  const kinds = ['add', 'multiply', ...MEASURED_KINDS] as const;
  const functions = kinds.flatMap((kind) =>
    lengthsOf(kind).map((columns): Problem => ({
      op: 'elementwise',
      kind,
      rows: 1,
      columns,
      precision,
    })),
  );
  const spread = (['bias', 'scale'] as const).flatMap((kind) =>
    fewLengths.map((length): Problem => ({
      op: 'elementwise',
      kind,
      rows: 1,
      columns: 80,
      inner: length / 80,
      precision,
    })),
  );
  const derivatives = MEASURED_KINDS.flatMap((kind) =>
    lengthsOf(kind).map((elements): Problem => ({
      op: 'elementwise-gradient',
      kind,
      elements,
      precision,
    })),
  );
  return [
    sortedBlock(
      `training-elementwise-${precision}`,
      `Elementwise functions, ${precision}`,
      [...functions, ...spread],
      // The shortest and the longest of the first kind.
      [0, lengths.length - 1],
    ),
    sortedBlock(
      `training-elementwise-gradient-${precision}`,
      `Gradients of elementwise functions, ${precision}`,
      derivatives,
      [0, lengths.length - 1],
    ),
    sortedBlock(
      `training-dropout-${precision}`,
      `Dropout, ${precision}`,
      fewLengths.map((elements) => ({ op: 'dropout', elements, group: 1, rate: 0.1, precision })),
    ),
  ];
}

function lengthsOf(kind: string): readonly number[] {
  return USUAL.includes(kind) ? lengths : fewLengths;
}
