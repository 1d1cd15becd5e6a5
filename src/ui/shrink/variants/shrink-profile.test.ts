import { describe, expect, it } from 'vitest';
import { testProfile } from '../../../shared/result/profile.fixture.ts';
import type { DeviceProfile } from '../../../shared/result/schema.ts';
import { shrinkBasis } from './shrink-profile.ts';

const quick: DeviceProfile = { ...testProfile(), suite: 'quick', complete: true };
const shrunk: DeviceProfile = { ...quick, suite: 'shrink' };
const elsewhere: DeviceProfile = {
  ...shrunk,
  identity: { ...shrunk.identity, architecture: 'another' },
};
const own = { kind: 'own' } as const;

describe('shrinkBasis', () => {
  it('takes what is shown if it has compressed kernels, whosever it is', () => {
    const shown = { profile: elsewhere, source: { kind: 'file', name: 'a.json' } } as const;
    const basis = shrinkBasis({ shown, history: [shrunk], example: undefined });
    expect(basis).toEqual({ shown, isMeasured: true });
  });

  it('looks for the newest of the same device', () => {
    const newer = { ...shrunk, id: 'newer' };
    const shown = { profile: quick, source: own };
    const basis = shrinkBasis({
      shown,
      history: [quick, elsewhere, newer, shrunk],
      example: shrunk,
    });
    expect(basis).toEqual({ shown: { profile: newer, source: own }, isMeasured: true });
  });

  it('never answers for another device, nor from a run that did not end', () => {
    const shown = { profile: quick, source: own };
    const history = [elsewhere, { ...shrunk, complete: false }];
    expect(shrinkBasis({ shown, history, example: shrunk })).toEqual({ shown, isMeasured: false });
  });

  it('takes the other example in place of the example, once there is one', () => {
    const shown = { profile: quick, source: { kind: 'example' } } as const;
    expect(shrinkBasis({ shown, history: [], example: undefined }).isMeasured).toBe(false);
    expect(shrinkBasis({ shown, history: [], example: elsewhere })).toEqual({
      shown: { profile: elsewhere, source: { kind: 'example' } },
      isMeasured: true,
    });
  });
});
