import { describe, expect, it } from 'vitest';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { findModel } from '../../models/zoo/zoo.ts';
import { parseRecipe } from '../recipes.ts';
import { footprintContext } from './footprint-context.ts';
import { loadFootprintFacts } from './load-footprint-facts.ts';

const facts = await loadFootprintFacts();

function estimate(model: string, input: Readonly<Record<string, unknown>>) {
  const parsed = parseRecipe(input, findModel(model));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return {
    seconds: { value: 10, low: 8, high: 14 },
    recipe: parsed.recipe,
    model: { id: model, name: model, head: '' },
  };
}

const profile: Pick<DeviceProfile, 'identity' | 'power' | 'createdAt'> = {
  createdAt: '2026-11-22T10:00:00.000Z',
  identity: {
    vendor: 'nvidia',
    architecture: 'lovelace',
    device: '',
    description: 'NVIDIA GeForce RTX 4090',
    label: '',
    note: '',
    softwareAdapter: false,
  },
};

describe('footprintContext', () => {
  const imagenet = estimate('resnet50', { recipe: 'imagenet-90-epochs' });

  it('knows the card that the adapter tells, and none behind a software adapter', () => {
    const card = facts.cards.find(
      ({ id }) => id === footprintContext(imagenet, profile, facts).device.card,
    );
    expect(card?.name).toContain('4090');
    const identity = { ...profile.identity, softwareAdapter: true };
    expect(footprintContext(imagenet, { ...profile, identity }, facts).device).toMatchObject({
      software: true,
      card: undefined,
    });
  });

  it('takes devices and trials from the recipe', () => {
    const many = estimate('resnet50', { recipe: 'imagenet-90-epochs', devices: '4', trials: '3' });
    expect(footprintContext(many, profile, facts).run).toMatchObject({ devices: 4, trials: 3 });
    expect(footprintContext(imagenet, profile, facts).run).toMatchObject({ devices: 1, trials: 1 });
  });

  it('knows the accuracy of the whole published training alone', () => {
    expect(footprintContext(imagenet, profile, facts).accuracy).toMatchObject({
      top1: 76.13,
      chance: 0.1,
    });
    for (const input of [
      { recipe: 'imagenet-90-epochs', epochs: '30' },
      { recipe: 'cifar10-fine-tuning' },
    ]) {
      const other = estimate('resnet50', input);
      expect(footprintContext(other, profile, facts).accuracy).toBeUndefined();
    }
  });

  it('takes the middle of the watts that the working sensor told, and says which sensor', () => {
    const sensor = (source: string) => ({
      source,
      covers: 'the board',
      idleWatts: 30,
      readings: [],
    });
    const kernel = (index: number, watts: number) => ({
      sensor: 0,
      list: 'measurements' as const,
      index,
      watts,
      joulesPerFlop: null,
      joulesPerByte: null,
    });
    const power = {
      sensors: [sensor('nvidia-smi'), sensor('rapl')],
      kernels: [
        { ...kernel(0, 999), list: 'ceilings' as const },
        kernel(0, 100),
        kernel(1, 200),
        kernel(2, 300),
        { ...kernel(3, 5), sensor: 1 },
      ],
      notes: [],
    };
    const { watts } = footprintContext(imagenet, { ...profile, power }, facts).device;
    // A tenth of the way between the first and the last of three.
    expect(watts).toMatchObject({ value: 200, low: 120, high: 280, provenance: 'measured' });
    expect(watts?.source).toContain('nvidia-smi');
    expect(watts?.date).toBe('2026-11-22');
    expect(footprintContext(imagenet, profile, facts).device.watts).toBeUndefined();
  });
});
