// A transposing copy by tiles: reads and writes are both side by side, at the price of a barrier.
import type { RearrangeProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { foldedGrid } from '../grid.ts';
import { floatReason, limitReason } from '../limits.ts';
import { singleTypes } from '../single-precision.ts';
import { tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { rearrangePlan } from './rearrange-plan.ts';
import source from './tiled-transpose.wgsl?raw';
import { type Axis, axisConstants, hasGaps, mergedAxes, viewReason } from './views.ts';

/** Side of the smallest tile; on shorter axes most of every tile would be empty. */
const SHORTEST_SIDE = 8;

interface Transpose {
  /** Contiguous in the target. */
  readonly x: Axis;
  /** Contiguous in the source. */
  readonly y: Axis;
  readonly others: readonly Axis[];
}

function transposeOf(problem: RearrangeProblem): Transpose | undefined {
  const axes = mergedAxes(problem);
  const x = axes.at(-1);
  const others = axes.slice(0, -1);
  const y = others.find((axis) => axis.source === 1);
  if (x?.target !== 1 || x.source === 1 || y === undefined) return undefined;
  return { x, y, others: others.filter((axis) => axis !== y) };
}

function plan(problem: RearrangeProblem, tunables: Tunables): KernelPlan {
  const transpose = transposeOf(problem);
  if (transpose === undefined) throw new Error('Only transposing copies are tiled.');
  const { x, y, others } = transpose;
  const tile = tunable(tunables, 'tile');
  const tilesX = Math.ceil(x.size / tile);
  const tilesY = Math.ceil(y.size / tile);
  const tiles = tilesX * tilesY * others.reduce((product, { size }) => product * size, 1);
  const code = assembleShader({
    ...singleTypes(problem.precision, 1),
    constants: {
      SOURCE_LENGTH: problem.sourceLength,
      TARGET_LENGTH: problem.targetLength,
      SOURCE_OFFSET: problem.sourceOffset,
      TARGET_OFFSET: problem.targetOffset,
      TILE: tile,
      ROWS: tunable(tunables, 'rows'),
      TILES_X: tilesX,
      TILES_Y: tilesY,
      TILES: tiles,
      SIZE_X: x.size,
      FROM_X: x.source,
      SIZE_Y: y.size,
      TO_Y: y.target,
      ...axisConstants(others, 1),
      ADD: problem.mode === 'add' ? 1 : 0,
      WRITE: problem.mode === 'add' ? 0 : 1,
    },
    sources: [source],
  });
  return {
    ...rearrangePlan(problem),
    passes: [
      {
        label: 'rearrange/tiled-transpose',
        code,
        bindings: ['source', 'target'],
        workgroups: foldedGrid(tiles),
      },
    ],
  };
}

function shapeReason(problem: RearrangeProblem): string | undefined {
  const transpose = transposeOf(problem);
  if (transpose === undefined) return 'It is for copies that transpose, and this one does not.';
  if (problem.mode === 'clear' && hasGaps(problem)) return 'It clears no gaps in the target.';
  const { x, y } = transpose;
  return Math.min(x.size, y.size) < SHORTEST_SIDE
    ? `It is for transposed axes of at least ${SHORTEST_SIDE}; these have ${x.size} and ${y.size}.`
    : undefined;
}

export const kernel: KernelDescriptor<RearrangeProblem> = {
  id: 'rearrange/tiled-transpose',
  op: 'rearrange',
  label: 'Tiled transpose',
  summary: 'Transposes tiles in workgroup memory, so that reads and writes both lie side by side.',
  variants: () => [
    { tile: 16, rows: 4 },
    { tile: 16, rows: 16 },
    { tile: 32, rows: 8 },
  ],
  unsupported: (problem, tunables, traits) =>
    viewReason(problem) ??
    shapeReason(problem) ??
    floatReason(problem.precision, traits) ??
    limitReason(needsOf(problem, tunables), () => plan(problem, tunables), traits),
  plan,
};

function needsOf({ precision }: RearrangeProblem, tunables: Tunables) {
  const tile = tunable(tunables, 'tile');
  const storageBytes = tile * (tile + 1) * (precision === 'f16' ? 2 : 4);
  return { invocations: tile * tunable(tunables, 'rows'), storageBytes };
}
