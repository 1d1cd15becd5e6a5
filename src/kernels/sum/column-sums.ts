// Sums down the columns of a matrix, as a building block: how its rows are cut among invocations.
import type { ShaderPass, Tunables } from '../descriptor.ts';
import { foldedGrid } from '../grid.ts';
import { tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { MOST_PARTS } from './channel-teams.ts';
import source from './column-sums.wgsl?raw';
import { declareBuffers, type StorageBinding } from './declare-buffers.ts';
import keep from './keep-columns.wgsl?raw';
import { type SumCount, sumCountConstants } from './sum-count.ts';
import terms from './terms.wgsl?raw';

/** Rows below which a share is not worth a place in the second pass. */
const SHARE = 16;

/** Invocations beyond which a GPU gains nothing: 512 for each of 128 compute units. */
const ENOUGH_INVOCATIONS = 65_536;

/** Loads that an invocation has in flight. */
const MOST_UNROLL = 8;

/** Shares of the rows that fill a GPU. @param vectors columns, counted in vectors */
export function columnParts(rows: number, vectors: number): number {
  const useful = Math.min(MOST_PARTS, rows / SHARE, ENOUGH_INVOCATIONS / vectors);
  return 2 ** Math.floor(Math.log2(Math.max(1, useful)));
}

export interface ColumnSums {
  readonly label: string;
  readonly count: SumCount;
  readonly rows: number;
  readonly columns: number;
  readonly enables: readonly string[];
  readonly aliases: Readonly<Record<string, string>>;
  readonly constants?: Readonly<Record<string, number>>;
  /** With `termsAt(row, column)` and, where there is one part, `keep(column, part, sums)`. */
  readonly sources: readonly string[];
  readonly buffers: readonly StorageBinding[];
}

/** `tunables`: vectorWidth, workgroupSize and parts. COLUMNS counts vectors. */
export function columnSumsPass(request: ColumnSums, tunables: Tunables): ShaderPass {
  const { label, count, rows, columns, enables, aliases, constants, sources, buffers } = request;
  const parts = tunable(tunables, 'parts');
  const workgroupSize = tunable(tunables, 'workgroupSize');
  const vectors = columns / tunable(tunables, 'vectorWidth');
  const unroll = Math.min(MOST_UNROLL, Math.ceil(rows / parts));
  const turns = Math.ceil(rows / (parts * unroll));
  const edges = parts * unroll * turns !== rows;
  return {
    label,
    code: assembleShader({
      enables,
      aliases,
      constants: {
        ROWS: rows,
        COLUMNS: vectors,
        PARTS: parts,
        TURNS: turns,
        UNROLL: unroll,
        EDGES: edges ? 1 : 0,
        WHOLE: edges ? 0 : 1,
        WORKGROUP_SIZE: workgroupSize,
        ...sumCountConstants(count),
        ...constants,
      },
      sources: [declareBuffers(buffers), terms, ...sources, ...(parts === 1 ? [] : [keep]), source],
    }),
    bindings: buffers.map(({ name }) => name),
    workgroups: foldedGrid(Math.ceil((vectors * parts) / workgroupSize)),
  };
}
