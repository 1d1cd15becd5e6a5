// The packed archive as a server has it: unpacked somewhere, called through a link from an empty folder, with
// neither Node nor the repository in reach.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseResult } from '../src/shared/result/parse-result.ts';
import { FULL } from './support/full.ts';

const folder = mkdtempSync(join(tmpdir(), 'flopscope-bare-'));
const archive = join(folder, 'flopscope-headless-linux-x64.tar.gz');
const empty = join(folder, 'empty');
const tools = join(folder, 'tools');
const onLinuxX64 = process.platform === 'linux' && process.arch === 'x64';

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function execute(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv) {
  return new Promise<Outcome>((resolveOutcome, reject) => {
    const child = spawn(command, args, { cwd, env });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      resolveOutcome({ code, out, err });
    });
  });
}

const pack = () =>
  execute(process.execPath, [resolve('scripts/pack-headless.mjs'), folder], '.', process.env);

/** Only what the launcher itself needs, and the driver that these tests run on. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const driver = process.env['VK_DRIVER_FILES'];
  return { PATH: tools, ...(driver === undefined ? {} : { VK_DRIVER_FILES: driver }) };
}

const bare = (...args: string[]) =>
  execute(join(empty, 'link-to-flopscope'), args, empty, bareEnvironment());

it.skipIf(onLinuxX64)('is refused with a sentence where it cannot be made', async () => {
  const { code, err } = await pack();
  expect(code).toBe(1);
  expect(err).toMatch(/made on x86-64 Linux/);
});

describe.runIf(onLinuxX64)('the archive', () => {
  beforeAll(async () => {
    const { code, err } = await pack();
    expect(err).not.toMatch(/pack:headless/);
    expect(code).toBe(0);
    mkdirSync(empty);
    mkdirSync(tools);
    for (const tool of ['sh', 'readlink']) {
      const path = spawnSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' });
      symlinkSync(path.stdout.trim(), join(tools, tool));
    }
    expect(spawnSync('tar', ['-xzf', archive, '-C', folder]).status).toBe(0);
    symlinkSync(
      '../flopscope-headless-linux-x64/flopscope',
      join(empty, 'link-to-flopscope'),
      'file',
    );
  });

  it('is at most 50 MB', () => {
    expect(statSync(archive).size).toBeLessThanOrEqual(50e6);
  });

  it('opens every adapter of a machine without Node', async () => {
    const { code, out } = await bare('measure', '--list-adapters', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toContainEqual(
      expect.objectContaining({ index: 0, name: expect.any(String) as string }),
    );
  });

  it('says what is missing when its Node does not start', async () => {
    const broken = join(folder, 'broken');
    mkdirSync(join(broken, 'bin'), { recursive: true });
    writeFileSync(join(broken, 'bin', 'node'), '#!/bin/sh\nexit 127\n', { mode: 0o755 });
    spawnSync('cp', [resolve('scripts/headless/flopscope'), broken]);
    const { code, err } = await execute(
      join(broken, 'flopscope'),
      ['measure'],
      empty,
      bareEnvironment(),
    );
    expect(code).toBe(1);
    expect(err).toMatch(/needs x86-64 Linux with glibc/);
  });

  it.runIf(FULL)('measures', async () => {
    const { code, out } = await bare('measure', '--suite', 'smoke', '--json');
    expect(code).toBe(0);
    const profile = parseResult(out);
    expect(profile.complete).toBe(true);
    expect(profile.measurements.some(({ status }) => status === 'measured')).toBe(true);
  });
});
