// The pass that adds up the shares which different teams summed.
import type { ScratchBuffer, ShaderPass } from '../descriptor.ts';
import { foldedGrid } from '../grid.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import source from './combine.wgsl?raw';
import { declareBuffers, type StorageBinding, writes } from './declare-buffers.ts';
import { type SumCount, sumCountConstants, sumsAlias } from './sum-count.ts';

const WORKGROUP_SIZE = 64;

export interface CombineParts {
  readonly label: string;
  readonly count: SumCount;
  readonly parts: number;
  readonly columns: number;
  readonly enables: readonly string[];
  readonly aliases: Readonly<Record<string, string>>;
  readonly constants?: Readonly<Record<string, number>>;
  /** With `finish(column, sums)`. */
  readonly sources: readonly string[];
  /** Besides `parts`. */
  readonly buffers: readonly StorageBinding[];
}

export function combinePass(request: CombineParts): ShaderPass {
  const { label, count, parts, columns, enables, aliases, constants, sources } = request;
  const buffers = [writes('parts', 'f32', 'PARTS * OUTPUTS * COLUMNS'), ...request.buffers];
  return {
    label,
    code: assembleShader({
      enables,
      aliases: { ...aliases, Sums: sumsAlias(count) },
      constants: {
        COLUMNS: columns,
        PARTS: parts,
        WORKGROUP_SIZE,
        ...sumCountConstants(count),
        ...constants,
      },
      sources: [declareBuffers(buffers), ...sources, source],
    }),
    bindings: buffers.map(({ name }) => name),
    workgroups: foldedGrid(Math.ceil(columns / WORKGROUP_SIZE)),
  };
}

/** Where the shares are kept. */
export function partsScratch(count: SumCount, parts: number, columns: number): ScratchBuffer {
  return { role: 'scratch', name: 'parts', format: 'f32', length: count * parts * columns };
}
