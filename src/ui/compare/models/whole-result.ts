// Which report of a device a prediction rests on: one that is here as a whole, for a summary holds no kernels of training.
import type { ComparedRun } from '../../../results/compare/compared-run.ts';
import type { ComparedDevice } from '../../../results/compare/comparison.ts';
import type { DeviceProfile } from '../../../shared/result/schema.ts';

export interface HeldResult {
  readonly run: ComparedRun;
  /** Undefined where the summary alone is here. */
  readonly profile: DeviceProfile | undefined;
  /** Fetches the rest, where somebody keeps it. */
  readonly loadProfile?: (() => Promise<DeviceProfile>) | undefined;
}

export type Basis =
  | {
      readonly kind: 'whole';
      readonly run: ComparedRun;
      readonly profile: DeviceProfile;
      /** How many reports stand for the device. */
      readonly reports: number;
    }
  | { readonly kind: 'kept-elsewhere'; readonly load: () => Promise<DeviceProfile> }
  | { readonly kind: 'summary' };

/**
 * The newest whole report of the suite `training`, which measured the kernels that are foretold; without one the newest
 * whole report. A median over reports would mix predictions of unlike grounds.
 */
export function basisOf({ used }: ComparedDevice, results: readonly HeldResult[]): Basis {
  const held = used.flatMap((run) => results.find((result) => result.run.id === run.id) ?? []);
  const whole = held.flatMap(({ run, profile }) =>
    profile === undefined ? [] : [{ run, profile }],
  );
  const best = whole.find(({ run }) => run.suite === 'training') ?? whole[0];
  if (best !== undefined) return { kind: 'whole', ...best, reports: used.length };
  const [load] = held.flatMap(({ loadProfile }) => loadProfile ?? []);
  return load === undefined ? { kind: 'summary' } : { kind: 'kept-elsewhere', load };
}
