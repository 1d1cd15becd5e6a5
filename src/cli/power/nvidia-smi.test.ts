// nvidia-smi is played by a small program that answers in its documented format (nvidia-smi --help-query-gpu).
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { NvidiaSmi, parseNvidiaLine } from './nvidia-smi.ts';

describe('parseNvidiaLine', () => {
  it('reads time, board and watts', () => {
    expect(parseNvidiaLine('2026/11/21 23:01:22.123, 1, NVIDIA H200, 112.34')).toEqual({
      epochMs: new Date(2026, 10, 21, 23, 1, 22, 123).getTime(),
      index: 1,
      name: 'NVIDIA H200',
      watts: 112.34,
    });
  });

  it.each([
    '2026/11/21 23:01:22.123, 0, NVIDIA GeForce GT 710, [N/A]',
    '2026/11/21 23:01:22.123, 0, NVIDIA GeForce GT 710, [Not Supported]',
    'Field "power.draw.instant" is not a valid field to query.',
    'No devices were found',
    '',
  ])('takes %j for no reading', (line) => {
    expect(parseNvidiaLine(line)).toBeUndefined();
  });
});

const path = process.env['PATH'];
afterEach(() => {
  process.env['PATH'] = path;
});

/**
 * @param knows the field that this driver has.
 * @returns resolves once it has told the power a few times.
 */
function install(knows: string, watts: string): { told: () => Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), 'flopscope-smi-'));
  const program = `#!${process.execPath}
const options = process.argv.slice(2);
const fields = options.find((option) => option.startsWith('--query-gpu=')).slice(12).split(',');
if (fields.at(-1) !== '${knows}') {
  console.log('Field "' + fields.at(-1) + '" is not a valid field to query.');
  process.exit(2);
}
const two = (number, digits = 2) => String(number).padStart(digits, '0');
function line(index) {
  const t = new Date();
  return t.getFullYear() + '/' + two(t.getMonth() + 1) + '/' + two(t.getDate()) + ' ' + two(t.getHours()) +
    ':' + two(t.getMinutes()) + ':' + two(t.getSeconds()) + '.' + two(t.getMilliseconds(), 3) +
    ', ' + index + ', NVIDIA H200, ${watts}';
}
let times = 0;
function tell() {
  console.log(line(0) + '\\n' + line(1));
  if (++times === 6) require('node:fs').writeFileSync('${join(folder, 'told')}', '');
}
tell();
const loop = options.find((option) => option.startsWith('--loop-ms='));
if (loop !== undefined) setInterval(tell, Number(loop.slice(10)));
`;
  writeFileSync(join(folder, 'nvidia-smi'), program, { mode: 0o755 });
  process.env['PATH'] = [folder, path].join(delimiter);
  return {
    async told() {
      while (!existsSync(join(folder, 'told'))) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

describe.skipIf(process.platform === 'win32')('NvidiaSmi', () => {
  it('samples every board until it is stopped, by the clock that it is given', async () => {
    const { told } = install('power.draw.instant', '112.50');
    const tool = await NvidiaSmi.find();
    const from = performance.now();
    tool?.start(20, () => performance.now());
    await told();
    const series = (await tool?.stop()) ?? [];
    expect(series.map(({ covers }) => covers)).toEqual([
      'the graphics board NVIDIA H200 (0)',
      'the graphics board NVIDIA H200 (1)',
    ]);
    const [board] = series;
    expect(board).toMatchObject({ source: 'nvidia-smi power.draw.instant', gpuVendor: 'nvidia' });
    expect(board?.readings.length).toBeGreaterThan(3);
    const times = board?.readings.map(({ atMs }) => atMs) ?? [];
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(Math.min(...times)).toBeGreaterThan(from - 50);
    expect(Math.max(...times)).toBeLessThan(performance.now() + 50);
    expect(board?.readings.every(({ watts }) => watts === 112.5)).toBe(true);
  });

  it('asks older drivers for the mean that they have', async () => {
    const { told } = install('power.draw', '80.00');
    const tool = await NvidiaSmi.find();
    tool?.start(20, () => performance.now());
    await told();
    expect((await tool?.stop())?.[0]?.source).toBe('nvidia-smi power.draw');
  });

  it('is absent where no board tells its power, and where there is no such program', async () => {
    install('power.draw', '[N/A]');
    expect(await NvidiaSmi.find()).toBeUndefined();
    process.env['PATH'] = mkdtempSync(join(tmpdir(), 'flopscope-empty-'));
    expect(await NvidiaSmi.find()).toBeUndefined();
  });
});
