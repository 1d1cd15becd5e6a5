// How batch normalization and its gradient run: a team for each channel that sums and then computes, or three
// passes where channels are cut into shares: sums, what follows from them, results.
import type { Precision } from '../../shared/problem.ts';
import type { ScratchBuffer, ShaderPass, Tunables } from '../descriptor.ts';
import { foldedGrid } from '../grid.ts';
import { floatPrecision } from '../precision.ts';
import { singleTypes } from '../single-precision.ts';
import main from '../sum/channel-shares.wgsl?raw';
import {
  type ChannelShape,
  channelSumSources,
  channelTeamConstants,
  channelTeamEnables,
  channelTeamGrid,
} from '../sum/channel-teams.ts';
import { combinePass, partsScratch } from '../sum/combine.ts';
import { declareBuffers, type StorageBinding, writes } from '../sum/declare-buffers.ts';
import keepShares from '../sum/keep-shares.wgsl?raw';
import { sumsAlias } from '../sum/sum-count.ts';
import terms from '../sum/terms.wgsl?raw';
import { tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import fused from './channel-fused.wgsl?raw';
import map from './channel-map.wgsl?raw';

/** Of the pass that computes the results. */
const MAP_WORKGROUP = 64;
const MAP_VECTORS = 2;

interface Stage {
  readonly SUMS: 0 | 1;
  readonly RESULTS: 0 | 1;
  readonly FUSED: 0 | 1;
  readonly FINISHES: 0 | 1;
  readonly MAPS: 0 | 1;
}

const NONE: Stage = { SUMS: 0, RESULTS: 0, FUSED: 0, FINISHES: 0, MAPS: 0 };

export interface BatchShader {
  /** "normalization/batch-training". */
  readonly label: string;
  /** That are read for the sums. */
  readonly arrays: 1 | 2;
  /** With the functions that the stages ask for. */
  readonly sources: readonly string[];
  /** What each pass binds, besides the shares of the sums. */
  readonly fused: readonly StorageBinding[];
  readonly shares: readonly StorageBinding[];
  readonly finish: readonly StorageBinding[];
  readonly map: readonly StorageBinding[];
  readonly scratch: readonly ScratchBuffer[];
}

interface BatchPasses {
  readonly passes: readonly ShaderPass[];
  readonly scratch: readonly ScratchBuffer[];
}

export function batchPasses(
  shader: BatchShader,
  shape: ChannelShape,
  precision: Precision,
  tunables: Tunables,
): BatchPasses {
  const width = tunable(tunables, 'vectorWidth');
  const parts = tunable(tunables, 'parts');
  const types = singleTypes(precision, width);
  const aliases = { ...types.aliases, Storage: floatPrecision(precision), Sums: sumsAlias(2) };
  const enables = [...types.enables, ...channelTeamEnables(tunables)];
  const length = (shape.outer * shape.channels * shape.inner) / width;
  const common = { VALUES: shape.outer * shape.inner, LENGTH: length };
  const constants = { ...channelTeamConstants(shape, tunables, 2, shader.arrays), ...common };
  const workgroups = channelTeamGrid(shape, tunables);
  const bindingsOf = (buffers: readonly StorageBinding[]) => buffers.map(({ name }) => name);
  if (parts === 1) {
    const code = assembleShader({
      enables,
      aliases,
      constants: { ...constants, ...NONE, SUMS: 1, RESULTS: 1, FUSED: 1 },
      sources: [
        declareBuffers(shader.fused),
        ...shader.sources,
        terms,
        ...channelSumSources,
        fused,
      ],
    });
    const bindings = bindingsOf(shader.fused);
    return { passes: [{ label: shader.label, code, bindings, workgroups }], scratch: [] };
  }
  const shares = [...shader.shares, writes('parts', 'f32', 'PARTS * OUTPUTS * CHANNELS')];
  const sums = {
    label: `${shader.label}-sums`,
    code: assembleShader({
      enables,
      aliases,
      constants: { ...constants, ...NONE, SUMS: 1 },
      sources: [
        declareBuffers(shares),
        ...shader.sources,
        terms,
        keepShares,
        ...channelSumSources,
        main,
      ],
    }),
    bindings: bindingsOf(shares),
    workgroups,
  };
  const channelConstants = {
    CHANNELS: shape.channels,
    INNER: shape.inner / width,
    WIDTH: width,
    ...common,
  };
  const finish = combinePass({
    label: `${shader.label}-finish`,
    count: 2,
    parts,
    columns: shape.channels,
    enables: types.enables,
    aliases,
    constants: { ...channelConstants, ...NONE, FINISHES: 1 },
    sources: shader.sources,
    buffers: shader.finish,
  });
  const results = {
    label: `${shader.label}-results`,
    code: assembleShader({
      enables: types.enables,
      aliases,
      constants: {
        ...channelConstants,
        ...NONE,
        RESULTS: 1,
        MAPS: 1,
        WORKGROUP_SIZE: MAP_WORKGROUP,
        VECTORS: MAP_VECTORS,
      },
      sources: [declareBuffers(shader.map), ...shader.sources, map],
    }),
    bindings: bindingsOf(shader.map),
    workgroups: foldedGrid(Math.ceil(length / (MAP_WORKGROUP * MAP_VECTORS))),
  };
  return {
    passes: [sums, finish, results],
    scratch: [...shader.scratch, partsScratch(2, parts, shape.channels)],
  };
}
