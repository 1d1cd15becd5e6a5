import { describe, expect, it } from 'vitest';
import { testProfile } from '../shared/result/profile.fixture.ts';
import {
  type HistoryPlace,
  type HistoryReading,
  readHistory,
  writeHistory,
} from './history-file.ts';

const profiles = ['a', 'b', 'c'].map((id) => testProfile({ id }));
const text = writeHistory(profiles).join('');
const empty: HistoryPlace = { known: new Set(), room: 50, rest: () => Promise.resolve() };

describe('a history as a file', () => {
  it('comes back as it was', async () => {
    expect(await read(text, empty)).toEqual({ added: profiles, known: 0, refused: [] });
  });

  it('adds only what is not there, as far as there is room, and says what was refused', async () => {
    const reading = await read(text, { ...empty, known: new Set(['a']), room: 1 });
    expect(reading.added.map(({ id }) => id)).toEqual(['b']);
    expect(reading.known).toBe(1);
    expect(reading.refused).toEqual([expect.stringMatching(/^Line 4: .*finds no room/)]);
  });

  it('takes a result that stands in it twice once', async () => {
    const twice = text + JSON.stringify(profiles[0]);
    expect(await read(twice, empty)).toMatchObject({ added: profiles, known: 1 });
  });

  it('loses only the line that was cut off', async () => {
    const reading = await read(text.slice(0, -40), empty);
    expect(reading.added.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(reading.refused).toEqual([expect.stringMatching(/^Line 4: .*cut off/)]);
  });

  it('may be a single result as well', async () => {
    const single = JSON.stringify(profiles[1], null, 1);
    expect((await read(single, empty)).added).toEqual([profiles[1]]);
  });

  it('is refused whole when it is neither, or of a later version', async () => {
    const neither = await read('{"format":"other"}', empty);
    expect(neither.refused).toEqual([expect.stringMatching(/not a Flopscope result/)]);
    const later = text.replace('"version":1', '"version":2');
    await expect(read(later, empty)).rejects.toThrow(/version 2; .* Update Flopscope/);
    const endless = text.slice(0, text.indexOf('\n')) + '\nx'.repeat(2000);
    await expect(read(endless, empty)).rejects.toThrow(/more than 1000 lines/);
  });
});

async function read(text: string, place: HistoryPlace): Promise<HistoryReading> {
  return readHistory(new Blob([text]), place);
}
