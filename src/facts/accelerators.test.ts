import { describe, expect, it } from 'vitest';
import {
  type Accelerator,
  loadAccelerators,
  matchAccelerator,
  provenanceOf,
} from './accelerators.ts';

const cards = await loadAccelerators();

function card(id: string): Accelerator {
  const found = cards.find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no card "${id}".`);
  return found;
}

describe('accelerators', () => {
  it('every record of the sources became part of exactly one card', () => {
    const records = cards.flatMap((each) => each.records);
    const from = (source: string) => records.filter((record) => record.startsWith(source)).length;
    expect(from('Epoch AI: ')).toBe(169);
    expect(from('Hugging Face: ')).toBe(251);
    expect(from('datasheets as remembered: ')).toBe(20);
    expect(new Set(records).size).toBe(440);
    expect(cards).toHaveLength(380);
    expect(new Set(cards.map(({ id }) => id)).size).toBe(380);
    expect(new Set(cards.map(({ name }) => name.toLowerCase())).size).toBe(380);
  });

  it('the first of two conflicting figures is the one that the card keeps', () => {
    for (const each of cards) {
      for (const { field, values } of each.conflicts ?? []) {
        const kept = { ...each, ...each.peakFlopsPerSecond }[field];
        expect(kept, `${each.id} ${field}`).toBe(values[0]?.value);
        const others = values.slice(1).map(({ value }) => value);
        expect(others, `${each.id} ${field}`).not.toContain(kept);
      }
    }
  });

  it('no peak is doubled by sparsity: 8-bit rates are at most about twice those of 16 bits', () => {
    // Only these two sell structured sparsity; a doubled figure would be four times. GeForce cards keep a rate
    // with f32 accumulation, half of the full one.
    for (const { id, vendor, peakFlopsPerSecond: peaks } of cards) {
      if (vendor !== 'NVIDIA' && vendor !== 'AMD') continue;
      const half = peaks['f16-matrix'] ?? peaks['bf16-matrix'];
      if (half === undefined || id.includes('geforce')) continue;
      for (const eight of [peaks['int8-matrix'], peaks['fp8-matrix']]) {
        if (eight !== undefined) expect(eight / half, id).toBeLessThan(2.1);
      }
    }
  });

  it('keeps the rate with f32 accumulation, and shows the other', () => {
    const { peakFlopsPerSecond, conflicts } = card('nvidia-geforce-rtx-4090');
    expect(peakFlopsPerSecond['f16-matrix']).toBe(165.2e12);
    const conflict = conflicts?.find(({ field }) => field === 'f16-matrix');
    expect(conflict?.values.map(({ value }) => value)).toEqual([165.2e12, 330e12]);
  });

  it('a figure that was recalled is marked, and one computed from others too', () => {
    const rtx5090 = card('nvidia-geforce-rtx-5090');
    expect(provenanceOf(rtx5090, 'bytesPerSecond')).toBe('memory');
    expect(provenanceOf(rtx5090, 'tdpWatts')).toBe('read');
    expect(provenanceOf(card('nvidia-geforce-rtx-5070'), 'f16-matrix')).toBe('derived');
    expect(provenanceOf(card('intel-uhd-graphics-630'), 'tdpWatts')).toBe('memory');
  });
});

describe('matchAccelerator', () => {
  const match = (description: string) => matchAccelerator(description, cards);

  it.each([
    ['NVIDIA GeForce RTX 4090', 'nvidia-geforce-rtx-4090'],
    ['NVIDIA GeForce RTX 4070 Ti SUPER', 'nvidia-geforce-rtx-4070-ti-super'],
    [
      'ANGLE (NVIDIA, NVIDIA GeForce RTX 4060 Laptop GPU, Vulkan 1.3)',
      'nvidia-geforce-rtx-4060-laptop-gpu',
    ],
    ['NVIDIA A100-SXM4-80GB', 'nvidia-a100-sxm4-80-gb'],
    ['NVIDIA H100 80GB HBM3', 'nvidia-h100-sxm5-80gb'],
    ['NVIDIA H200', 'nvidia-h200-sxm'],
    ['Tesla V100-SXM2-16GB', 'nvidia-tesla-v100-sxm2-16-gb'],
    ['Tesla T4', 'nvidia-tesla-t4'],
    ['Apple M3 Max', 'apple-m3-max'],
    ['Apple M1', 'apple-m1'],
    ['AMD Radeon RX 7900 XTX (RADV NAVI31)', 'amd-radeon-rx-7900-xtx'],
    ['Intel(R) Arc(TM) A770 Graphics', 'intel-arc-a770'],
    ['Intel(R) UHD Graphics 630 (CFL GT2)', 'intel-uhd-graphics-630'],
  ])('%s', (description, id) => {
    expect(match(description)).toBe(id);
  });

  it.each([
    ['', 'nothing told'],
    ['NVIDIA Lovelace', 'a generation only'],
    ['NVIDIA A100', 'two sizes of memory'],
    ['NVIDIA GeForce RTX 2070 Ti', 'no such card'],
    ['AMD Radeon RX 6800 XT', 'a card that is not in the list, beside one that is'],
    ['SwiftShader Device (Subzero)', 'a software adapter'],
    ['llvmpipe (LLVM 15.0.6, 256 bits)', 'a software adapter'],
  ])('%s: %s', (description) => {
    expect(match(description)).toBeUndefined();
  });
});
