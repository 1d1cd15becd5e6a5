// Headless members as a person or a CI job has them: the built command line measures, sends to a board that really runs, and
// fails a planted regression.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nodeProvider } from '../src/cli/node-provider.ts';
import { identify } from '../src/engine/device/identity.ts';
import { SUITE_VERSION } from '../src/engine/suites/suites.ts';
import { boardLink } from '../src/results/board/board-link.ts';
import { parseResult } from '../src/shared/result/parse-result.ts';
import type { DeviceProfile, Measured } from '../src/shared/result/schema.ts';
import { DRIFT_TOO_LARGE } from '../src/results/compare/thresholds.ts';
import type { SpaceTokens } from './support/board-client.ts';
import { type BoardProcess, killBoard, killBoards, startBoard } from './support/board-process.ts';
import { FULL } from './support/full.ts';

const home = mkdtempSync(join(tmpdir(), 'flopscope-headless-'));
const folder = join(home, 'board');
const data = join(home, 'flopscope');
let board: BoardProcess;
let space: SpaceTokens;

const linkTo = (token: string) => boardLink({ base: board.address, space: space.id, token });

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function flopscope(
  args: readonly string[],
  { link, onError }: { link?: string; onError?: (text: string) => void } = {},
): Promise<Outcome> {
  return new Promise((resolveOutcome, reject) => {
    const child = spawn(process.execPath, [resolve('bin/flopscope.mjs'), ...args], {
      env: {
        ...process.env,
        ...{ XDG_CACHE_HOME: home, XDG_DATA_HOME: home, HOME: home, LOCALAPPDATA: home },
        ...(link === undefined ? {} : { FLOPSCOPE_SUBMIT: link }),
      },
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
      onError?.(err);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      resolveOutcome({ code, out, err });
    });
  });
}

const recorded = parseResult(
  gunzipSync(readFileSync('test/fixtures/results/result-v1-smoke-node.json.gz')).toString(),
);

/** The recorded run with all durations multiplied. */
function scaled(id: string, factor: number, change: Partial<DeviceProfile> = {}): string {
  const of = (measured: Measured): Measured => {
    const { median, low, high } = measured.durationMs;
    return {
      ...measured,
      samplesMs: measured.samplesMs.map((ms) => ms * factor),
      durationMs: { median: median * factor, low: low * factor, high: high * factor },
    };
  };
  const profile: DeviceProfile = {
    ...recorded,
    id,
    ceilings: recorded.ceilings.map((each) => ({ ...each, best: of(each.best) })),
    measurements: recorded.measurements.map((each) =>
      each.status === 'measured' ? of(each) : each,
    ),
    ...change,
  };
  const path = join(home, `${id}.json`);
  writeFileSync(path, JSON.stringify(profile));
  return path;
}

/** A baseline that no device reaches, with the name that this adapter has. */
async function impossibleBaseline(label: string): Promise<string> {
  const adapter = await (
    await nodeProvider()
  ).gpu?.requestAdapter({
    powerPreference: 'high-performance',
  });
  if (adapter === null || adapter === undefined) throw new Error('There is no adapter.');
  return scaled('impossible', 1e-6, {
    suiteVersion: SUITE_VERSION,
    identity: identify(adapter.info, label),
    drift: { ...recorded.drift, largestChange: 0 },
  });
}

beforeAll(async () => {
  board = await startBoard({ folder });
  space = await board.client.createSpace();
});

afterAll(killBoards);

it('measures, sends, and fails a planted regression, with pure JSON on standard output', async () => {
  const baseline = await impossibleBaseline('bench 7');
  const { code, out, err } = await flopscope(
    [
      ...['measure', '--suite', 'smoke', '--label', 'bench 7', '--note', 'after the update'],
      ...['--submit', '--baseline', baseline, '--fail-on-regression', '--json'],
    ],
    { link: linkTo(space.writeToken) },
  );
  const { result, comparison } = JSON.parse(out) as {
    result: DeviceProfile;
    comparison: { verdict: string; figures: { verdict: string }[] };
  };
  // A machine that changes pace that far while it is measured can tell nothing.
  const canTell = result.drift.largestChange <= DRIFT_TOO_LARGE;
  expect(comparison.verdict).toBe(canTell ? 'worse' : 'not-comparable');
  expect(code).toBe(canTell ? 1 : 2);
  expect(result.identity).toMatchObject({ label: 'bench 7', note: 'after the update' });

  const [, id = ''] = /Sent to “A team” at \S+ as (\S+)\. To delete it there/u.exec(err) ?? [];
  const stored = await board.client.call(`/spaces/${space.id}/results/${id}`, {
    token: space.readToken,
  });
  expect(parseResult(stored.text)).toEqual(result);
  const token = join(data, 'submitted', `${id}.json`);
  if (process.platform !== 'win32') expect(statSync(token).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(data, 'unsent'))).toEqual([]);

  expect((await flopscope(['submit', '--delete', id])).out).toBe(`deleted        ${id}\n`);
  const list = await board.client.call(`/spaces/${space.id}/results`, { token: space.readToken });
  expect(list.json['results']).toEqual([]);
});

it('sends many files and says what became of each', async () => {
  const [one, damaged] = [scaled('one', 1), join(home, 'damaged.json')];
  writeFileSync(damaged, readFileSync(one, 'utf8').slice(0, 500));
  const { code, out } = await flopscope([
    'submit',
    one,
    damaged,
    one,
    '--json',
    '--to',
    linkTo(space.writeToken),
  ]);
  expect(code).toBe(1);
  const reports = JSON.parse(out) as { outcome: string; reason: string | null }[];
  expect(reports.map(({ outcome }) => outcome)).toEqual(['sent', 'failed', 'already-there']);
  expect(reports[1]?.reason).toMatch(/cut off/u);
});

it('is refused before anything is measured', async () => {
  const refused = async (sentence: RegExp, ...args: string[]) => {
    const { code, out, err } = await flopscope(['measure', '--suite', 'smoke', ...args]);
    expect([code, out]).toEqual([args.includes('--fail-on-regression') ? 2 : 1, '']);
    expect(err).toMatch(sentence);
    expect(err).not.toMatch(/\d %/u);
  };
  const other = scaled('other', 1, {
    identity: { ...recorded.identity, vendor: 'another maker' },
  });
  await Promise.all([
    refused(/only reads “A team”/u, '--submit', linkTo(space.readToken)),
    refused(/its token is missing or damaged/u, '--submit', linkTo('fsw_x')),
    refused(/needs the write link.*FLOPSCOPE_SUBMIT/u, '--submit'),
    refused(/of another device/u, '--baseline', other, '--fail-on-regression'),
    refused(/needs --baseline/u, '--fail-on-regression'),
  ]);
  expect((await flopscope(['measure', '--fail-on-regresion'])).code).toBe(2);
});

it('holds results against files and the board, and tells slower from what cannot be told', async () => {
  const [now, same, fast] = [scaled('now', 1), scaled('same', 1), scaled('fast', 0.4)];
  const judged = (...baseline: string[]) =>
    flopscope(['compare-results', now, '--fail-on-regression', '--baseline', ...baseline]);
  const [equal, slower, foreign, stored] = await Promise.all([
    judged(same),
    judged(fast),
    judged('bench/results/quick-node-llvmpipe.json'),
    judged(linkTo(space.readToken)),
  ]);
  expect([equal.code, equal.out]).toEqual([
    0,
    expect.stringMatching(/No change beyond the noise/u),
  ]);
  expect([slower.code, slower.out]).toEqual([1, expect.stringMatching(/SLOWER .* in \d+ of/u)]);
  expect([foreign.code, foreign.err]).toEqual([2, expect.stringMatching(/another device/u)]);
  // What the test before sent there.
  expect([stored.code, stored.out]).toEqual([0, expect.stringMatching(/^Beside one report of/u)]);
});

it.runIf(FULL)('keeps what was measured when the board goes meanwhile', async () => {
  const { code, out, err } = await flopscope(
    [
      ...['measure', '--suite', 'smoke', '--only', 'nothing/', '--json'],
      ...['--submit', linkTo(space.writeToken)],
    ],
    {
      onError: (text) => {
        if (/\d %/u.test(text)) void killBoard(board.child);
      },
    },
  );
  expect(code).toBe(1);
  expect(err.match(/Trying again in/gu)).toHaveLength(3);
  const [, kept = ''] = /flopscope submit "(.*)"/u.exec(err) ?? [];
  expect(parseResult(readFileSync(kept, 'utf8'))).toEqual(parseResult(out));
  expect(err).not.toContain(space.writeToken);
});
