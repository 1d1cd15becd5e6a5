// Real files in the layout of Linux' sysfs, written from its documentation.
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findAmdgpu } from './amdgpu.ts';
import { linuxPowerMeter } from './linux-power-meter.ts';
import { counterDifference, findRapl } from './rapl.ts';

function machine(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'flopscope-sysfs-'));
  chmodSync(root, 0o755);
  for (const [path, content] of Object.entries(files)) change(root, path, content);
  return root;
}

function change(root: string, path: string, content: string): void {
  const full = join(root, 'sys/class', path);
  mkdirSync(join(full, '..'), { recursive: true });
  writeFileSync(full, `${content}\n`);
}

function zone(name: string, microjoules: number, path = 'intel-rapl:0'): Record<string, string> {
  return {
    [`powercap/${path}/name`]: name,
    [`powercap/${path}/energy_uj`]: String(microjoules),
    [`powercap/${path}/max_energy_range_uj`]: '262143328850',
  };
}

describe('RAPL', () => {
  it('adds the packages, without their parts, the platform, and the second door to the same', async () => {
    const root = machine({
      ...zone('package-0', 1_000_000),
      ...zone('core', 5, 'intel-rapl:0:0'),
      ...zone('package-1', 2_000_000, 'intel-rapl:1'),
      ...zone('psys', 7, 'intel-rapl:2'),
      ...zone('package-0', 9, 'intel-rapl-mmio:0'),
    });
    const [sensor, ...others] = (await findRapl(root)).sensors;
    expect(others).toEqual([]);
    expect(sensor?.describes.covers).toMatch(/all 2 processors/);
    expect(await sensor?.read(1000)).toBeUndefined();
    change(root, 'powercap/intel-rapl:0/energy_uj', '1900000');
    change(root, 'powercap/intel-rapl:1/energy_uj', '5100000');
    change(root, 'powercap/intel-rapl:2/energy_uj', '99000000');
    // 0.9 J + 3.1 J in 0.2 s.
    expect(await sensor?.read(1200)).toEqual({ atMs: 1100, watts: 20 });
  });

  it('goes on where the counter starts again', async () => {
    const root = machine(zone('package-0', 262_143_000_000));
    const [sensor] = (await findRapl(root)).sensors;
    await sensor?.read(0);
    change(root, 'powercap/intel-rapl:0/energy_uj', '671150');
    // 328,850 µJ to the end and 671,150 µJ from 0.
    expect((await sensor?.read(100))?.watts).toBeCloseTo(10, 9);
    expect(counterDifference(5, 5, 100)).toBe(0);
  });

  it('says who may read the counters where this user may not', async () => {
    const root = machine(zone('package-0', 1));
    chmodSync(join(root, 'sys/class/powercap/intel-rapl:0/energy_uj'), 0o400);
    const { geteuid, seteuid } = process;
    const isRoot = geteuid?.() === 0;
    if (isRoot) seteuid?.(65_534);
    else chmodSync(join(root, 'sys/class/powercap/intel-rapl:0/energy_uj'), 0o000);
    try {
      const { sensors, notes } = await findRapl(root);
      expect(sensors).toEqual([]);
      expect(notes).toEqual([expect.stringMatching(/by root only.*chmod o\+r/)]);
    } finally {
      if (isRoot) seteuid?.(0);
    }
  });

  it('finds nothing on a machine without it, or in a virtual one', async () => {
    expect(await findRapl(machine({}))).toEqual({ sensors: [], notes: [] });
    const empty = machine({ 'powercap/intel-rapl/enabled': '1' });
    expect(await findRapl(empty)).toEqual({ sensors: [], notes: [] });
  });
});

describe('amdgpu', () => {
  it('reads microwatts, the momentary ones where the card has them', async () => {
    const root = machine({
      'hwmon/hwmon0/name': 'k10temp',
      'hwmon/hwmon0/power1_average': '1',
      'hwmon/hwmon1/name': 'amdgpu',
      'hwmon/hwmon1/power1_average': '31000000',
      'hwmon/hwmon2/name': 'amdgpu',
      'hwmon/hwmon2/power1_average': '1',
      'hwmon/hwmon2/power1_input': '285500000',
      'hwmon/hwmon3/name': 'amdgpu',
    });
    const { sensors } = await findAmdgpu(root);
    expect(sensors.map(({ describes }) => describes.source)).toEqual([
      'amdgpu hwmon power1_average',
      'amdgpu hwmon power1_input',
    ]);
    expect(await sensors[1]?.read(7)).toEqual({ atMs: 7, watts: 285.5 });
    change(root, 'hwmon/hwmon1/power1_average', '');
    expect(await sensors[0]?.read(8)).toBeUndefined();
  });
});

describe('linuxPowerMeter', () => {
  it('samples until it is stopped', async () => {
    const root = machine(zone('package-0', 0));
    const meter = await linuxPowerMeter({ now: () => performance.now(), root, platform: 'linux' });
    await meter?.start();
    for (let step = 1; step <= 4; step++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      change(root, 'powercap/intel-rapl:0/energy_uj', String(step * 500_000));
    }
    const series = (await meter?.stop())?.series.find(({ gpuVendor }) => gpuVendor === undefined);
    expect(series?.readings.length).toBeGreaterThanOrEqual(1);
    expect(Math.max(...(series?.readings ?? []).map(({ watts }) => watts))).toBeGreaterThan(0);
  });

  it('is absent elsewhere', async () => {
    const options = { now: () => 0, root: machine(zone('package-0', 0)) };
    expect(await linuxPowerMeter({ ...options, platform: 'darwin' })).toBeUndefined();
  });
});
