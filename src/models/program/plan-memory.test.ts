import { describe, expect, it } from 'vitest';
import { checkNetworks } from '../check-networks/check-networks.ts';
import { compileProgram } from './compile-program.ts';
import { type MemoryPlan, planMemory, valueBytes } from './plan-memory.ts';
import type { Dispatch, Program, Value } from './program.ts';

const LIMITS = { maxBindingBytes: 2 ** 30, offsetAlignment: 256 };
const small = checkNetworks.filter(({ size }) => size !== 'large');

function touched({ reads, writes, updates }: Dispatch): readonly Value[] {
  return [reads, writes, updates].flatMap((operands) => Object.values(operands));
}

/** Which value each byte range of a buffer holds, replayed dispatch by dispatch. */
function overwritten(program: Program, plan: MemoryPlan): readonly string[] {
  const holder = new Map<number, Value>();
  const problems: string[] = [];
  for (const [index, dispatch] of program.dispatches.entries()) {
    for (const value of Object.values(dispatch.reads)) {
      if (value.kind !== 'activation') continue;
      const place = plan.places[value.index];
      if (place === undefined || holder.get(place.buffer) !== value) {
        problems.push(`${index} reads ${value.name}, which is gone`);
      }
    }
    for (const value of Object.values(dispatch.writes)) {
      const place = plan.places[value.index];
      if (value.kind === 'activation' && place !== undefined) holder.set(place.buffer, value);
    }
  }
  return problems;
}

describe('planMemory', () => {
  it.each(small)('overwrites nothing of $id that is still read', ({ build }) => {
    const program = compileProgram(build(), { precision: 'f32', mode: 'training' });
    expect(overwritten(program, planMemory(program, LIMITS))).toEqual([]);
  });

  it.each(small)('gives every dispatch of $id buffers of its own', ({ build }) => {
    const program = compileProgram(build(), { precision: 'f32', mode: 'training' });
    const plan = planMemory(program, LIMITS);
    for (const dispatch of program.dispatches) {
      const places = touched(dispatch).map((value) => plan.places[value.index]);
      expect(places).not.toContain(undefined);
      const read = Object.values(dispatch.reads).map((v) => plan.places[v.index]?.buffer);
      const written = [dispatch.writes, dispatch.updates].flatMap((o) =>
        Object.values(o).map((v) => plan.places[v.index]?.buffer),
      );
      // WebGPU refuses a buffer that one dispatch reads and writes, whatever the ranges.
      expect(written.filter((buffer) => read.includes(buffer))).toEqual([]);
    }
  });

  it('needs far less than all activations together, and at least the largest moment', () => {
    const [network] = small.filter(({ id }) => id === 'mobilenet-v2');
    if (network === undefined) throw new Error('no such network');
    const program = compileProgram(network.build(), { precision: 'f32', mode: 'training' });
    const plan = planMemory(program, LIMITS);
    const activations = program.values.filter(({ kind }) => kind === 'activation');
    const all = activations.reduce((sum, value) => sum + valueBytes(value), 0);
    const planned = plan.buffers.reduce(
      (sum, { kind, bytes }) => sum + (kind === 'activations' ? bytes : 0),
      0,
    );
    const moments = program.dispatches.map((dispatch) =>
      touched(dispatch).reduce(
        (sum, value) => sum + (value.kind === 'activation' ? valueBytes(value) : 0),
        0,
      ),
    );
    expect(planned).toBeLessThan(0.6 * all);
    expect(planned).toBeGreaterThanOrEqual(Math.max(...moments));
  });

  it('lays parameters and gradients out alike, cut where a binding ends', () => {
    const [network] = small.filter(({ id }) => id === 'mlp-wide');
    if (network === undefined) throw new Error('no such network');
    const program = compileProgram(network.build(), { precision: 'f32', mode: 'training' });
    const plan = planMemory(program, { maxBindingBytes: 2 ** 24, offsetAlignment: 256 });
    const bytes = (kind: string) => plan.buffers.filter((b) => b.kind === kind).map((b) => b.bytes);
    expect(bytes('parameters').length).toBeGreaterThan(1);
    expect(bytes('gradients')).toEqual(bytes('parameters'));
    for (const [id, parameter] of program.parameters) {
      const gradient = program.gradients.get(id);
      const [a, b] = [plan.places[parameter.index], plan.places[gradient?.index ?? -1]];
      expect(b?.offset).toBe(a?.offset);
      expect((a?.offset ?? 1) % 256).toBe(0);
    }
  });

  it('lets scratch lie where no activation is at that moment', () => {
    const [network] = small.filter(({ id }) => id === 'lenet');
    if (network === undefined) throw new Error('no such network');
    const program = compileProgram(network.build(), { precision: 'f32', mode: 'training' });
    const scratch = program.dispatches.map(() => [1000, 24]);
    const plan = planMemory(program, LIMITS, scratch);
    for (const [index, dispatch] of program.dispatches.entries()) {
      const places = plan.scratch[index] ?? [];
      expect(places.map(({ bytes }) => bytes)).toEqual([1000, 24]);
      const used = touched(dispatch).map((value) => plan.places[value.index]?.buffer);
      const own = places.map(({ buffer }) => buffer);
      expect(new Set([...used, ...own]).size).toBe(new Set(used).size + 2);
    }
    expect(plan.bytes).toBeLessThan(planMemory(program, LIMITS).bytes + 5000);
  });

  it('refuses a tensor that no binding holds, by its name', () => {
    const [network] = small.filter(({ id }) => id === 'mlp-wide');
    if (network === undefined) throw new Error('no such network');
    const program = compileProgram(network.build(), { precision: 'f32', mode: 'training' });
    expect(() => planMemory(program, { maxBindingBytes: 10_000, offsetAlignment: 256 })).toThrow(
      /binds at most/,
    );
  });
});
