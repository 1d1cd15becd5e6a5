// What kernels of one pass by teams of rows have in common: how the pass is put together, and why it cannot run.
import type { Precision } from '../../shared/problem.ts';
import type { DeviceTraits, KernelPlan, ShaderPass, Tunables } from '../descriptor.ts';
import { floatReason, limitReason } from '../limits.ts';
import { singleTypes } from '../single-precision.ts';
import { tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import {
  rowTeamConstants,
  rowTeamEnables,
  rowTeamGrid,
  rowTeamNeeds,
  rowTeamReason,
} from './row-team.ts';

interface RowProblem {
  readonly rows: number;
  readonly columns: number;
  readonly precision: Precision;
}

interface RowPassForm extends Pick<ShaderPass, 'label' | 'bindings'> {
  /** In this order, `rowTeamSources` among them. */
  readonly sources: readonly string[];
  /** Beside those of the teams. */
  readonly constants?: Readonly<Record<string, number>>;
}

/** `Element` is what is stored, `Value` the same in f32: single values, or vectors where the tunables say so. */
export function rowTeamPass(
  { rows, columns, precision }: RowProblem,
  tunables: Tunables,
  { label, bindings, sources, constants = {} }: RowPassForm,
): ShaderPass {
  const { enables, aliases } = singleTypes(precision, tunable(tunables, 'vectorWidth'));
  return {
    label,
    code: assembleShader({
      enables: [...enables, ...rowTeamEnables(tunables)],
      aliases,
      constants: { ...rowTeamConstants(rows, columns, tunables), ...constants },
      sources,
    }),
    bindings,
    workgroups: rowTeamGrid(rows, tunables),
  };
}

/** @param plan called only where a team fits the device. */
export function rowTeamUnsupported<P extends RowProblem>(
  problem: P,
  tunables: Tunables,
  traits: DeviceTraits,
  plan: (problem: P, tunables: Tunables) => KernelPlan,
): string | undefined {
  return (
    floatReason(problem.precision, traits) ??
    rowTeamReason(problem.columns, tunables, traits) ??
    limitReason(rowTeamNeeds(tunables), () => plan(problem, tunables), traits)
  );
}
