import { describe, expect, it } from 'vitest';
import { draftSummary } from '../../../results/link/draft-summary.ts';
import { exampleProfile } from '../../../shared/result/profile.fixture.ts';
import { chosenDevices, writeDevices } from './device-choice.ts';

const summary = draftSummary(exampleProfile).cutTo(20);

/** Keys of results are the first eight characters of their ids. */
function device(name: string, ...ids: readonly string[]) {
  return {
    device: name,
    deviceName: name,
    reports: ids.length,
    newest: ids.map((id) => ({
      id: `entry-${id}`,
      submittedAt: '2026-01-01T00:00:00.000Z',
      device: name,
      deviceName: name,
      summary: { ...summary, id: `${id.padEnd(8, '0')}-rest` },
    })),
  };
}

const devices = [device('den', 'den2', 'den1'), device('attic', 'attic1'), device('shed', 'shed1')];

describe('the devices of a space that are compared', () => {
  it('are all of a few, and the first ones of many', () => {
    expect([...chosenDevices(devices, undefined)]).toEqual(['den', 'attic', 'shed']);
    const many = Array.from({ length: 12 }, (_, index) => device(`d${index}`, `r${index}`));
    expect(chosenDevices(many, undefined).size).toBe(8);
  });

  it('are those of which the address names a report, be it not the newest', () => {
    expect([...chosenDevices(devices, 'den10000,shed1000,other')]).toEqual(['den', 'shed']);
    expect(chosenDevices(devices, 'none').size).toBe(0);
  });

  it('are written as their newest reports, beside what else was chosen', () => {
    const both = new Set(['den', 'attic']);
    expect(writeDevices(devices, both, undefined)).toBe('den20000,attic100');
    expect(writeDevices(devices, both, 'mine,den10000,shed1000')).toBe('mine,den10000,attic100');
    expect(writeDevices(devices, new Set(), 'shed1000')).toBe('none');
    expect(writeDevices(devices, both, 'none')).toBe('den20000,attic100');
  });
});
