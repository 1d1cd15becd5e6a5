import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { compareWithBaseline } from '../../results/compare/compare-with-baseline.ts';
import { runOfProfile } from '../../results/compare/run-of-profile.ts';
import { writeHistory } from '../../results/history-file.ts';
import { encodeResult, encodeSummary } from '../../results/link/result-link.ts';
import { exampleProfile } from '../../shared/result/profile.fixture.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { loadBaseline } from './load-baseline.ts';

const folder = mkdtempSync(join(tmpdir(), 'flopscope-baseline-'));
const run = runOfProfile(exampleProfile);
const earlier = (id: string, change: Partial<DeviceProfile> = {}): DeviceProfile => ({
  ...exampleProfile,
  id,
  createdAt: '2025-12-01T00:00:00.000Z',
  ...change,
});
const old = earlier('old');
const save = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const idsOf = async (...sources: string[]) =>
  (await loadBaseline(sources, run)).map(({ id }) => id);

describe('a baseline of files', () => {
  it('is every one of them, each once', async () => {
    const one = save('one.json', JSON.stringify(old));
    const two = save('two.json', JSON.stringify(earlier('two'), null, 2));
    expect(await idsOf(one, two, one)).toEqual(['old', 'two']);
  });

  it('is what of a history is of the device, the suite and the host: the newest ten', async () => {
    const { identity, environment } = exampleProfile;
    const many = Array.from({ length: 12 }, (_, index) =>
      earlier(`run ${index}`, { createdAt: new Date(index * 1e6).toISOString() }),
    );
    const others = [
      earlier('vendor', { identity: { ...identity, vendor: 'other' } }),
      earlier('suite', { suite: 'full' }),
      earlier('host', { environment: { ...environment, host: 'node' } }),
    ];
    const history = writeHistory([...others, ...many, exampleProfile]).join('');
    const ids = await idsOf(save('history.jsonl', history));
    expect(ids).toEqual(
      many
        .map(({ id }) => id)
        .toReversed()
        .slice(0, 10),
    );
    await expect(idsOf(save('others.jsonl', writeHistory(others).join('')))).rejects.toThrow(
      /others\.jsonl" holds no result that .* suite quick .* browser.*--label/,
    );
  });

  it('is what is left of a history that was cut off', async () => {
    const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const history = writeHistory([old, earlier('lost')]).join('');
    expect(await idsOf(save('cut.jsonl', history.slice(0, -50)))).toEqual(['old']);
    expect(told.mock.calls.join()).toMatch(/cut\.jsonl": Line 3: .*cut off/);
    told.mockRestore();
  });

  it.each<[string, string, RegExp]>([
    ['cut.json', JSON.stringify(old).slice(0, 900), /cut\.json": .*cut off/],
    [
      'newer.json',
      JSON.stringify({ ...old, schemaVersion: 7 }),
      /newer\.json": .*version 7.*Update/,
    ],
    [
      'newer.jsonl',
      '{"format":"flopscope-history","version":3}\n',
      /newer\.jsonl": .*version 3.*Update/,
    ],
    ['else.json', '{"hello":1}', /else\.json": This is not a Flopscope result/],
    [
      'suite.json',
      JSON.stringify({ ...old, suite: 'smoke' }),
      /suite\.json" cannot be .*suite smoke/,
    ],
    ['same.json', JSON.stringify(exampleProfile), /same\.json" cannot be .*very result/],
  ])('refuses %s', async (name, text, sentence) => {
    await expect(idsOf(save(name, text))).rejects.toThrow(sentence);
  });

  it('refuses what is not there, and nothing at all', async () => {
    await expect(idsOf('nowhere.json')).rejects.toThrow(/"nowhere.json" cannot be read/);
    await expect(idsOf(folder)).rejects.toThrow(/cannot be read/);
    await expect(idsOf()).rejects.toThrow(/--baseline needs a file .* FLOPSCOPE_BASELINE/);
  });
});

describe('a baseline by its address', () => {
  let server: Server;
  let base: string;
  const answers: Readonly<Record<string, readonly [number, string, string]>> = {
    '/old.json': [200, 'application/json', JSON.stringify(old)],
    '/history.jsonl': [200, 'text/plain', writeHistory([old, earlier('two')]).join('')],
    '/cut.json': [200, 'application/json', JSON.stringify(old).slice(0, 900)],
    '/page': [200, 'text/html; charset=utf-8', '<!doctype html>'],
    '/huge': [200, 'application/json', ' '.repeat(13 * 2 ** 20)],
  };

  beforeAll(async () => {
    server = createServer((request, response) => {
      const [status, type, body] = answers[request.url ?? ''] ?? [404, 'text/plain', 'nothing'];
      response.writeHead(status, { 'Content-Type': type }).end(body);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => server.close());

  it('is a result or a history', async () => {
    expect(await idsOf(`${base}/old.json`)).toEqual(['old']);
    expect(await idsOf(`${base}/history.jsonl`)).toEqual(['old', 'two']);
  });

  it.each([
    ['/cut.json', /cut\.json": .*cut off/],
    ['/nothing', /answers 404 instead of a result/],
    ['/page', /is a web page, not a result.*link/],
    ['/huge', /larger than any result/],
    ['/#/compare?view=board', /not the link of a board: its space is missing/],
    ['/#/compare?result=1abc', /link/],
  ])('refuses %s', async (path, sentence) => {
    await expect(idsOf(`${base}${path}`)).rejects.toThrow(sentence);
  });

  it('says that nothing answers there', async () => {
    await expect(idsOf('http://127.0.0.1:9/result.json')).rejects.toThrow(/does not answer/);
  });
});

describe('a baseline by a permalink', () => {
  it('is the summary, or the whole result, that it carries', async () => {
    for (const payload of [await encodeSummary(old), await encodeResult(old)]) {
      const link = `https://lab.example.org/#/compare?result=${payload ?? ''}`;
      const [report, ...others] = await loadBaseline([link], run);
      expect([report?.id, others]).toEqual(['old', []]);
      if (report === undefined) continue;
      expect(compareWithBaseline([report], run).changes.verdict).toBe('within-noise');
    }
  });
});
