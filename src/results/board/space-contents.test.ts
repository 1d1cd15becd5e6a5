import { describe, expect, it } from 'vitest';
import { exampleProfile } from '../../shared/result/profile.fixture.ts';
import { draftSummary } from '../link/draft-summary.ts';
import type { EntryDocument } from './board-documents.ts';
import {
  needsListing,
  ofDevices,
  type SpaceChange,
  type SpaceContents,
  withChange,
  withChanges,
  withMoreDevices,
  withOlder,
} from './space-contents.ts';

const summary = draftSummary(exampleProfile).cutTo(20);

function entry(id: string, device: string, change: Partial<EntryDocument['summary']> = {}) {
  return {
    id,
    submittedAt: '2026-01-01T00:00:00.000Z',
    device,
    deviceName: `Device ${device}`,
    summary: { ...summary, ...change },
  };
}

const submitted = (of: EntryDocument): SpaceChange => ({ kind: 'submitted', entry: of });
const deleted = (id: string): SpaceChange => ({ kind: 'deleted', id });

function deviceOf(device: string, reports: number, ...newest: readonly EntryDocument[]) {
  return { device, deviceName: `Device ${device}`, reports, newest: [...newest] };
}

const [a1, a2, b1] = [entry('a1', 'a'), entry('a2', 'a'), entry('b1', 'b')];
const before: SpaceContents = {
  entries: [b1, a2, a1],
  older: null,
  devices: [deviceOf('b', 1, b1), deviceOf('a', 2, a2, a1)],
  moreDevices: null,
};
const told = ({ entries, devices }: SpaceContents) => ({
  entries: entries.map(({ id }) => id).join(' '),
  devices: devices
    .map(
      ({ device, reports, newest }) =>
        `${device}${reports}:${newest.map(({ id }) => id).join(',')}`,
    )
    .join(' '),
});

describe('what is at hand of a space', () => {
  it('takes a newcomer in front, and a new report to its device', () => {
    const with3 = withChange(before, submitted(entry('a3', 'a')), {});
    expect(told(with3)).toEqual({ entries: 'a3 b1 a2 a1', devices: 'a3:a3,a2,a1 b1:b1' });
    const with4 = withChanges(
      with3,
      [submitted(entry('a4', 'a')), submitted(entry('c1', 'c'))],
      {},
    );
    expect(told(with4).devices).toBe('c1:c1 a4:a4,a3,a2 b1:b1');
  });

  it('takes each once, however often it is told', () => {
    expect(withChange(before, submitted(a2), {})).toEqual(before);
  });

  it('loses what was deleted, and a device with its last report', () => {
    expect(told(withChanges(before, [deleted('a1'), deleted('b1'), deleted('zz')], {}))).toEqual({
      entries: 'a2',
      devices: 'a1:a2',
    });
  });

  it('takes only what passes the filter; which device is looked at goes for the list alone', () => {
    const newcomer = submitted(entry('c1', 'c', { host: 'node', softwareAdapter: false }));
    const unchanged = [{ host: 'browser' }, { software: 'true' }, { suite: 'sustained' }] as const;
    for (const filter of unchanged) {
      expect(withChange(before, newcomer, filter)).toEqual(before);
    }
    const passing = { host: 'node', software: 'false', suite: summary.suite, device: 'a' } as const;
    expect(told(withChange(before, newcomer, passing))).toEqual({
      entries: 'b1 a2 a1',
      devices: 'c1:c1 b1:b1 a2:a2,a1',
    });
    expect(ofDevices(passing)).toEqual({ ...passing, device: undefined });
  });

  it('grows by older pages without doubles', () => {
    const older = withOlder(before, { results: [a1, entry('z1', 'z')], next: 7 });
    expect([told(older).entries, older.older]).toEqual(['b1 a2 a1 z1', 7]);
    const more = withMoreDevices(before, {
      devices: [deviceOf('a', 2, a2), deviceOf('z', 1, entry('z1', 'z'))],
      next: null,
    });
    expect(told(more).devices).toBe('b1:b1 a2:a2,a1 z1:z1');
  });

  it('is listed anew where only the board knows the rest', () => {
    expect(needsListing(before, deleted('a1'))).toBe(true);
    expect(needsListing(before, submitted(entry('c1', 'c')))).toBe(false);
    const partly = { ...before, moreDevices: 3 };
    expect(needsListing(partly, submitted(entry('c1', 'c')))).toBe(true);
    expect(needsListing(partly, submitted(entry('a3', 'a')))).toBe(false);
  });
});
