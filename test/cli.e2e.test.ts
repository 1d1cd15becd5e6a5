// The command line as a person has it: the built program, in the repository and from a packed tarball.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { nodeProvider } from '../src/cli/node-provider.ts';
import { parseResult } from '../src/shared/result/parse-result.ts';
import { exampleProfile } from '../src/shared/result/profile.fixture.ts';

const home = mkdtempSync(join(tmpdir(), 'flopscope-cli-'));
const profileFile = join(home, 'profile.json');
writeFileSync(profileFile, JSON.stringify(exampleProfile));

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function execute(command: string, args: readonly string[], cwd = '.'): Promise<Outcome> {
  return new Promise((resolveOutcome, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, XDG_CACHE_HOME: home, HOME: home, LOCALAPPDATA: home },
    });
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

const program = resolve('bin/flopscope.mjs');
const flopscope = (...args: string[]) => execute(process.execPath, [program, ...args]);

describe('count', () => {
  it('prints the published parameters and MACs of ResNet-50 as JSON', async () => {
    const { code, out } = await flopscope('count', 'resnet50', '--json');
    expect(code).toBe(0);
    const count = JSON.parse(out) as Record<string, unknown>;
    expect(count).toMatchObject({ params: 25_557_032 });
    expect(Number(count['macs']) / 1e9).toBeCloseTo(4.089, 3);
    expect(Number(count['flops'])).toBeGreaterThan(2 * Number(count['macs']));
    expect(count['layers']).toBeInstanceOf(Array);
    expect(count['notCounted']).toBeInstanceOf(Array);
  });

  it('counts a batch as that many times the work', async () => {
    const one = JSON.parse((await flopscope('count', 'bert-base', '--json')).out) as {
      macs: number;
    };
    const four = JSON.parse(
      (await flopscope('count', 'bert-base', '--batch', '4', '--json')).out,
    ) as {
      macs: number;
    };
    expect(four.macs).toBe(4 * one.macs);
  });

  it('names the nearest models for an unknown one', async () => {
    const { code, out, err } = await flopscope('count', 'resnet51');
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toMatch(/no model "resnet51".*resnet50/);
  });

  it.each(['0', '-1', 'NaN', '1.5', '1e400', 'many', ''])(
    'refuses --batch %j by name',
    async (batch) => {
      const { code, err } = await flopscope('count', 'resnet50', `--batch=${batch}`);
      expect(code).toBe(1);
      expect(err).toMatch(/batch/i);
      expect(err).not.toMatch(/\n\s+at /);
    },
  );
});

describe('estimate', () => {
  const recipe = ['--recipe', 'imagenet-90-epochs'];

  it('gives the time with its interval, memory, layers and assumptions', async () => {
    const { code, out } = await flopscope(
      'estimate',
      'resnet50',
      ...recipe,
      '--profile',
      profileFile,
      '--json',
    );
    expect(code).toBe(0);
    const estimate = JSON.parse(out) as {
      seconds: { value: number; low: number; high: number };
      flops: number;
      memoryBytes: { total: number };
      layers: unknown[];
      assumptions: unknown[];
    };
    expect(estimate.seconds.low).toBeLessThan(estimate.seconds.value);
    expect(estimate.seconds.value).toBeLessThan(estimate.seconds.high);
    // 90 epochs × 1,281,167 images × 3 passes × 2 × 4.09 GMAC, plus what is not matrix arithmetic.
    expect(estimate.flops / (90 * 1_281_167 * 6 * 4.089e9)).toBeGreaterThan(0.95);
    expect(estimate.flops / (90 * 1_281_167 * 6 * 4.089e9)).toBeLessThan(1.1);
    expect(estimate.memoryBytes.total).toBeGreaterThan(25_557_032 * 12);
    expect(estimate.layers.length).toBeGreaterThan(50);
    expect(estimate.assumptions.length).toBeGreaterThan(0);
  });

  it('names the nearest recipes for an unknown one', async () => {
    const { code, err } = await flopscope(
      'estimate',
      'resnet50',
      '--recipe',
      'imagenet',
      '--profile',
      profileFile,
    );
    expect(code).toBe(1);
    expect(err).toMatch(/imagenet-90-epochs/);
  });

  it.each([
    ['a truncated file', (text: string) => text.slice(0, text.length / 2), /cut off/],
    [
      'a newer version',
      (text: string) => text.replace('"schemaVersion":1', '"schemaVersion":7'),
      /version 7.*[Uu]pdate/,
    ],
    ['something else', () => '{"hello":1}', /not a Flopscope result/],
  ])('refuses %s with its reason', async (_, damage, reason) => {
    const path = join(home, 'damaged.json');
    writeFileSync(path, damage(readFileSync(profileFile, 'utf8')));
    const { code, err } = await flopscope('estimate', 'resnet50', ...recipe, '--profile', path);
    expect(code).toBe(1);
    expect(err).toMatch(reason);
  });

  it('refuses a profile that is not there', async () => {
    const { code, err } = await flopscope(
      'estimate',
      'resnet50',
      ...recipe,
      '--profile',
      'nowhere.json',
    );
    expect(code).toBe(1);
    expect(err).toMatch(/"nowhere.json" cannot be read/);
  });

  it.each([
    ['--epochs', '-3'],
    ['--batch', '0'],
    ['--epochs', 'NaN'],
    ['--examples', '1e40'],
    ['--precision', 'f8'],
  ])('refuses %s %s by name', async (option, value) => {
    const { code, err } = await flopscope(
      'estimate',
      'resnet50',
      ...recipe,
      '--profile',
      profileFile,
      `${option}=${value}`,
    );
    expect(code).toBe(1);
    expect(err).toContain(option);
  });
});

describe('measure', () => {
  it('prints a result document alone on standard output, and the next estimate uses it', async () => {
    const { code, out, err } = await flopscope(
      'measure',
      '--suite',
      'smoke',
      '--json',
      '--label',
      'bench 7',
    );
    expect(err).toMatch(/Matrix product/);
    expect(code).toBe(0);
    const profile = parseResult(out);
    expect(profile.identity.label).toBe('bench 7');
    expect(profile.environment.host).toBe('node');
    const estimate = await flopscope('estimate', 'mobilenet-v2', '--recipe', 'cifar10-fine-tuning');
    expect(estimate.err).toContain(profile.createdAt);
    expect(estimate.out).toMatch(/bench 7/);
  });

  it('refuses an unknown suite and an absurd length', async () => {
    expect((await flopscope('measure', '--suite', 'fast')).code).not.toBe(0);
    const { code, err } = await flopscope('measure', '--suite', 'sustained', '--seconds', '1e9');
    expect(code).toBe(1);
    expect(err).toMatch(/--seconds.*60 to 1800/);
  });
});

describe('adapters', () => {
  interface Listed {
    readonly index: number;
    readonly name: string;
    readonly description: string;
  }
  const list = async () =>
    JSON.parse((await flopscope('measure', '--list-adapters', '--json')).out) as Listed[];

  it('lists every adapter, as text and as JSON', async () => {
    const [first] = await list();
    expect(first).toMatchObject({ index: 0, backend: expect.any(String) as string });
    const { code, out } = await flopscope('measure', '--list-adapters');
    expect(code).toBe(0);
    expect(out).toContain(first?.name);
  });

  it('opens each of them by its number', async () => {
    for (const { index, description } of await list()) {
      const provider = await nodeProvider(String(index));
      const adapter = await provider.gpu?.requestAdapter();
      expect(adapter?.info.description).toBe(description);
    }
  });

  it('refuses an unknown one before anything runs', async () => {
    const [first] = await list();
    const { code, out, err } = await flopscope('measure', '--adapter', 'GeForce 256', '--json');
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toContain(`There is no adapter "GeForce 256". The nearest is "`);
    expect(err).toContain(`0 "${first?.name ?? ''}"`);
  });
});

describe('the packed tarball', () => {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'flopscope-pack-'));
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const packed = await execute(npm, ['pack', '--ignore-scripts', '--pack-destination', folder]);
    expect(packed.code).toBe(0);
    const [archive = ''] = packed.out.trim().split('\n').slice(-1);
    expect((await execute('tar', ['-xzf', archive], folder)).code).toBe(0);
    // What npm would install from the network: here the repository's own copies.
    symlinkSync(resolve('node_modules'), join(folder, 'package', 'node_modules'), 'junction');
  });

  it('counts and estimates without the repository', async () => {
    const packed = (...args: string[]) =>
      execute(process.execPath, [join(folder, 'package', 'bin', 'flopscope.mjs'), ...args], folder);
    expect((await packed('count', 'gpt2-small', '--json')).out).toContain('"params": 124439808');
    const estimate = await packed(
      'estimate',
      'gpt2-small',
      '--recipe',
      'gpt2-10b-tokens',
      '--profile',
      profileFile,
    );
    expect(estimate.code).toBe(0);
    expect(estimate.out).toMatch(/GPT-2 small/);
  });
});
