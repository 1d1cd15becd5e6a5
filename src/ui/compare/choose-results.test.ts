import { describe, expect, it } from 'vitest';
import { draftSummary } from '../../results/link/draft-summary.ts';
import { testProfile } from '../../shared/result/profile.fixture.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { candidatesOf } from './candidate.ts';
import { chooseResults, writeChosen } from './choose-results.ts';

const { identity } = testProfile();

function result(id: string, label: string, day: string): DeviceProfile {
  return testProfile({
    id,
    createdAt: `2026-01-${day}T00:00:00.000Z`,
    identity: { ...identity, label },
  });
}

const history = [
  result('aaaaaaaa-1', 'Den', '03'),
  result('bbbbbbbb-1', 'Attic', '02'),
  result('cccccccc-1', 'Den', '01'),
];
const example = result('eeeeeeee-1', 'Example', '01');
const file = { kind: 'file', name: 'x.json', profile: result('dddddddd-1', 'Shed', '04') } as const;

const keysOf = (sources: Partial<Parameters<typeof candidatesOf>[0]>, parameters = {}) => {
  const candidates = candidatesOf({ history: [], opened: [], example, ...sources });
  const { chosen, reference } = chooseResults(candidates, parameters);
  return {
    chosen: chosen.map(({ key }) => key),
    reference: reference?.key,
    text: writeChosen(chosen),
  };
};

function onBoard(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const profile = result(`board00${index}-1`, `Node ${index}`, '05');
    const { id, createdAt } = profile;
    const entry = {
      id,
      submittedAt: createdAt,
      device: id,
      deviceName: profile.identity.label,
      summary: draftSummary(profile).cutTo(20),
    };
    const loadProfile = () => Promise.resolve(profile);
    return {
      kind: 'board',
      space: 'Farm',
      entry,
      isNew: false,
      profile: undefined,
      loadProfile,
    } as const;
  });
}

describe('the results that are compared', () => {
  it('are of a board the first eight devices, beside one’s own', () => {
    const { chosen } = keysOf({ history, opened: onBoard(9) });
    expect(chosen).toEqual([
      'aaaaaaaa',
      'bbbbbbbb',
      ...Array.from({ length: 8 }, (_, index) => `board00${index}`),
    ]);
  });

  it('come from a board as summaries that can be completed, one object each', async () => {
    const [entry] = onBoard(1);
    const sources = { history: [], opened: entry === undefined ? [] : [entry], example: undefined };
    const [candidate] = candidatesOf(sources);
    expect(candidate).toMatchObject({ origin: { space: 'Farm' }, profile: undefined });
    expect((await candidate?.loadProfile?.())?.id).toBe(candidate?.run.id);
    // Another object would have the comparison made anew at each event.
    expect(candidatesOf(sources)[0]?.run).toBe(candidate?.run);
  });

  it('are the newest of each device, own ones first', () => {
    expect(keysOf({ history, opened: [file] })).toEqual({
      chosen: ['aaaaaaaa', 'bbbbbbbb', 'dddddddd'],
      reference: 'aaaaaaaa',
      text: 'aaaaaaaa,bbbbbbbb,dddddddd',
    });
  });

  it('have the example beside them only where one would stand alone', () => {
    expect(keysOf({ opened: [file] }).chosen).toEqual(['dddddddd', 'eeeeeeee']);
    expect(keysOf({}).chosen).toEqual(['eeeeeeee']);
    expect(keysOf({ example: undefined })).toEqual({
      chosen: [],
      reference: undefined,
      text: 'none',
    });
  });

  it('follow the address, and a reference that is not among them is none', () => {
    const asked = { chosen: 'cccccccc,bbbbbbbb,unknown', reference: 'cccccccc' };
    expect(keysOf({ history }, asked)).toEqual({
      chosen: ['bbbbbbbb', 'cccccccc'],
      reference: 'cccccccc',
      text: 'bbbbbbbb,cccccccc',
    });
    expect(keysOf({ history }, { ...asked, reference: 'aaaaaaaa' }).reference).toBe('bbbbbbbb');
    expect(keysOf({ history }, { chosen: 'none' }).chosen).toEqual([]);
  });

  it('come once each, one’s own before the same result in a file', () => {
    const [own] = history;
    if (own === undefined) throw new Error('There is no result.');
    const candidates = candidatesOf({
      history,
      opened: [{ kind: 'file', name: 'same.json', profile: own }],
      example: undefined,
    });
    expect(candidates.map(({ origin }) => origin.kind)).toEqual(['own', 'own', 'own']);
  });
});
