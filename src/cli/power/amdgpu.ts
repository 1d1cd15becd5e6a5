// The power of AMD's graphics cards as the kernel's driver tells it (Documentation/gpu/amdgpu/thermal.rst):
// microwatts, averaged over about a second where it is called "average".
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FoundSensors, PolledSensor } from './polled-sensor.ts';

/** The momentary one first; which of them exists depends on the card. */
const FILES = ['power1_input', 'power1_average'];

/** @param root of the file system. */
export async function findAmdgpu(root: string): Promise<FoundSensors> {
  const hwmon = join(root, 'sys/class/hwmon');
  const sensors: PolledSensor[] = [];
  for (const name of await readdir(hwmon).catch(() => [])) {
    const folder = join(hwmon, name);
    if ((await contents(join(folder, 'name'))) !== 'amdgpu') continue;
    for (const file of FILES) {
      const path = join(folder, file);
      if (!/^\d+$/.test(await contents(path))) continue;
      sensors.push(sensorOf(path, file, sensors.length));
      break;
    }
  }
  return { sensors, notes: [] };
}

function sensorOf(path: string, file: string, card: number): PolledSensor {
  return {
    describes: {
      source: `amdgpu hwmon ${file}`,
      covers: `the graphics chip of AMD card ${card}`,
      gpuVendor: 'amd',
    },
    async read(atMs) {
      const value = await contents(path);
      return /^\d+$/.test(value) ? { atMs, watts: Number(value) / 1e6 } : undefined;
    },
  };
}

async function contents(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch {
    return '';
  }
}
