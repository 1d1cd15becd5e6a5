// Which measurement a comparison of variants rests on: the one that is shown if it has compressed kernels, else the
// newest of the same device that has, else the one that is shown, from which times stay unknown.
import type { AdapterIdentity, DeviceProfile } from '../../../shared/result/schema.ts';
import type { ShownResult } from '../../session/lab-session.ts';

export interface ShrinkBasis {
  readonly shown: ShownResult;
  /** Whether compressed kernels have been measured beside dense ones. */
  readonly isMeasured: boolean;
}

export interface KnownResults {
  readonly shown: ShownResult;
  /** Own results, newest first. */
  readonly history: readonly DeviceProfile[];
  /** The example with compressed kernels, once it has been loaded. */
  readonly example: DeviceProfile | undefined;
}

export function shrinkBasis({ shown, history, example }: KnownResults): ShrinkBasis {
  if (hasShrunk(shown.profile)) return { shown, isMeasured: true };
  if (shown.source.kind === 'example') {
    return example === undefined
      ? { shown, isMeasured: false }
      : { shown: { profile: example, source: shown.source }, isMeasured: true };
  }
  const own = history.find(
    (profile) => hasShrunk(profile) && isSameDevice(profile.identity, shown.profile.identity),
  );
  return own === undefined
    ? { shown, isMeasured: false }
    : { shown: { profile: own, source: { kind: 'own' } }, isMeasured: true };
}

function hasShrunk({ suite, complete }: DeviceProfile): boolean {
  return suite === 'shrink' && complete;
}

function isSameDevice(one: AdapterIdentity, other: AdapterIdentity): boolean {
  return (['vendor', 'architecture', 'device', 'description', 'softwareAdapter'] as const).every(
    (key) => one[key] === other[key],
  );
}
