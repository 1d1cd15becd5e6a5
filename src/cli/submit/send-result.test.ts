import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SpaceClient } from '../../results/board/space-client.ts';
import { exampleProfile } from '../../shared/result/profile.fixture.ts';
import { DeletionTokens } from './deletion-tokens.ts';
import { sendResult } from './send-result.ts';

const id = 'AbcDefGhi-_12345';
const link = { base: 'https://board.example.org/', space: id, token: `fsw_${'x'.repeat(43)}` };
const deletionToken = `fsd_${'y'.repeat(43)}`;
const json = (status: number, document: unknown) =>
  new Response(JSON.stringify(document), { status });
const stored = () => json(201, { id, submittedAt: '2026-11-22T00:00:00.000Z', deletionToken });
const refused = (status: number, code: string) =>
  json(status, { error: { code, message: `Because of ${code}.`, id } });
const gone = () => {
  throw new TypeError('fetch failed');
};

/** A board that gives these answers one after another. */
function board(
  answers: readonly (() => Response)[],
  folder = mkdtempSync(join(tmpdir(), 'sent-')),
) {
  let asked = 0;
  const client = new SpaceClient(link, () =>
    Promise.resolve().then(() => (answers[asked++] ?? gone)()),
  );
  const waited: number[] = [];
  const told: string[] = [];
  const tokens = new DeletionTokens(folder);
  const sending = {
    client,
    tokens,
    pausesMs: [10, 20, 30],
    sleep: (ms: number) => Promise.resolve(waited.push(ms)),
    tell: (sentence: string) => told.push(sentence),
  };
  return {
    send: () => sendResult(exampleProfile, sending),
    tokens,
    folder,
    waited,
    told,
    asked: () => asked,
  };
}

describe('sending a result', () => {
  it('keeps the token that deletes it, for this user alone', async () => {
    const { send, tokens, folder } = board([stored]);
    expect(await send()).toMatchObject({ kind: 'stored', id });
    expect(readdirSync(folder)).toEqual([`${id}.json`]);
    if (process.platform !== 'win32') {
      expect(statSync(join(folder, `${id}.json`)).mode & 0o777).toBe(0o600);
    }
    expect(await tokens.find(id)).toEqual({
      base: link.base,
      space: link.space,
      id,
      deletionToken,
    });
    await tokens.forget(id);
    await expect(tokens.find(id)).rejects.toThrow(/No token that deletes/);
  });

  it('is tried again after pauses, and says so', async () => {
    const { send, waited, told } = board([gone, () => refused(429, 'too-many-requests'), stored]);
    expect(await send()).toMatchObject({ kind: 'stored' });
    expect(waited).toEqual([10, 20]);
    expect(told[0]).toMatch(/does not answer.*Trying again in 0.01 s/);
  });

  it('ends when the board stays away', async () => {
    const { send, waited, asked } = board([]);
    await expect(send()).rejects.toMatchObject({ code: 'unreachable' });
    expect([waited, asked()]).toEqual([[10, 20, 30], 4]);
  });

  it('is not repeated where that would change nothing', async () => {
    const denied = board([() => refused(403, 'not-allowed')]);
    await expect(denied.send()).rejects.toMatchObject({ refusal: 'not-allowed' });
    expect(denied.asked()).toBe(1);
    const known = board([gone, () => refused(409, 'already-there')]);
    expect(await known.send()).toEqual({ kind: 'already-there', id });
    expect(readdirSync(known.folder)).toEqual([]);
  });

  it('tells the token where it cannot be kept: it is told once', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'sent-')), 'file');
    writeFileSync(file, '');
    const { send, told } = board([stored], file);
    expect(await send()).toMatchObject({ kind: 'stored' });
    expect(told[0]).toContain(deletionToken);
  });
});

describe('a kept token', () => {
  it.each(['', '../../etc/passwd', 'short', `${id}x`])('is not looked for by %j', async (name) => {
    await expect(new DeletionTokens(tmpdir()).find(name)).rejects.toThrow(/is no id/);
  });

  it('that is damaged is refused', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sent-'));
    for (const text of ['', '{', '{"id":1}', JSON.stringify({ base: 'x', space: id, id })]) {
      writeFileSync(join(folder, `${id}.json`), text);
      await expect(new DeletionTokens(folder).find(id)).rejects.toThrow(/is damaged/);
    }
  });
});
