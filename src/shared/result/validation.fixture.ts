// A row and a record of a check for tests.
import type { DeviceProfile } from './schema.ts';
import type { Validation, ValidationRow } from './validation.ts';

export function validationRowFixture(change: Partial<ValidationRow> = {}): ValidationRow {
  return {
    network: 'lenet',
    name: 'LeNet-5, batch 64',
    batch: 64,
    predictedMs: 11,
    low: 9,
    high: 13,
    measuredMs: 10,
    measuredLow: 9.8,
    measuredHigh: 10.2,
    errorPercent: 10,
    inside: true,
    slowdown: 1,
    moved: false,
    predictedMemoryBytes: 1e6,
    allocatedBytes: 1.01e6,
    kernels: 40,
    stepsMs: [9.8, 10, 10.2],
    ...change,
  };
}

export function validationFixture(
  { id, identity }: Pick<DeviceProfile, 'id' | 'identity'>,
  change: Partial<Validation> = {},
): Validation {
  return {
    format: 'flopscope-validation',
    version: 1,
    createdAt: '2026-11-22T06:00:00.000Z',
    profile: id,
    device: identity,
    runtime: 'Chromium 156',
    rows: [validationRowFixture()],
    failures: [],
    summary: null,
    ...change,
  };
}
