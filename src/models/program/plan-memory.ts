// Where every value of a program lives: parameters, gradients and states side by side in arenas, activations in
// slots that serve one after the other. Pure arithmetic, so that the memory of a run is known before it.
import { FlopscopeError } from '../../shared/errors.ts';
import type { Program, Value } from './program.ts';

export interface Place {
  /** Number of the buffer in `MemoryPlan.buffers`. */
  readonly buffer: number;
  readonly offset: number;
  readonly bytes: number;
}

export interface PlannedBuffer {
  readonly kind: 'input' | 'parameters' | 'gradients' | 'states' | 'activations';
  readonly bytes: number;
}

export interface MemoryPlan {
  readonly buffers: readonly PlannedBuffer[];
  /** By value index; undefined for activations that nothing touches. */
  readonly places: readonly (Place | undefined)[];
  /** By dispatch: where its scratch lies, in the order in which it was asked for. */
  readonly scratch: readonly (readonly Place[])[];
  /** Of all buffers together. */
  readonly bytes: number;
}

export interface MemoryLimits {
  /** Of one binding, and so of one buffer here. */
  readonly maxBindingBytes: number;
  /** Offsets of bindings are multiples of this. */
  readonly offsetAlignment: number;
}

/** Four values of 4 bytes. */
const VECTOR_BYTES = 16;

/** WebGPU's defaults for the alignment; bindings of 128 MiB are what every device grants. */
export const DEFAULT_LIMITS: MemoryLimits = {
  maxBindingBytes: 128 * 2 ** 20,
  offsetAlignment: 256,
};

const BYTES = { f32: 4, f16: 2, u32: 4 } as const;

export function valueBytes({ length, format }: Pick<Value, 'length' | 'format'>): number {
  return Math.ceil((length * BYTES[format]) / 4) * 4;
}

/**
 * @param scratch by dispatch: bytes of the buffers that its kernel needs while it runs. They lie in slots that no
 *   activation uses at that moment.
 * @throws FlopscopeError `out-of-memory` naming a tensor that is larger than a binding may be.
 */
export function planMemory(
  program: Program,
  limits: MemoryLimits,
  scratch: readonly (readonly number[])[] = [],
): MemoryPlan {
  const planner = new Planner(limits);
  for (const value of program.values) if (value.kind === 'input') planner.own(value, 'input');
  planner.arena('parameters', [
    ...program.parameters.values(),
    ...program.packed.flatMap(({ values }) => Object.values(values)),
  ]);
  // In the same order: one optimizer step then runs over whole buffers.
  planner.arena('gradients', [...program.gradients.values()]);
  planner.arena('states', [...program.states.values()]);
  const scratchPlaces: Place[][] = scratch.map(() => []);
  planner.slots([
    ...lifetimes(program).map(({ value, from, to }): Tenant => ({
      bytes: planner.checked(value),
      from,
      to,
      move: (place) => {
        planner.place(value, place);
      },
    })),
    ...scratch.flatMap((sizes, dispatch) =>
      sizes.map((bytes, index): Tenant => ({
        bytes: Math.ceil(bytes / 4) * 4,
        from: dispatch,
        to: dispatch,
        move: (place) => {
          const places = scratchPlaces[dispatch];
          if (places !== undefined) places[index] = place;
        },
      })),
    ),
  ]);
  return planner.finish(scratchPlaces);
}

/** First and last dispatch that touches a value; Infinity when it is read after the step. */
interface Lifetime {
  readonly value: Value;
  readonly from: number;
  readonly to: number;
}

/** Something that lives in a slot for a while. */
interface Tenant {
  readonly bytes: number;
  readonly from: number;
  readonly to: number;
  readonly move: (place: Place) => void;
}

/** Of the activations. What is handed out lives until the end of the step, and no other step overwrites it. */
function lifetimes(program: Program): readonly Lifetime[] {
  const from = new Map<Value, number>();
  const to = new Map<Value, number>();
  for (const [index, { reads, writes, updates }] of program.dispatches.entries()) {
    for (const value of [
      ...Object.values(reads),
      ...Object.values(writes),
      ...Object.values(updates),
    ]) {
      if (value.kind !== 'activation') continue;
      if (!from.has(value)) from.set(value, index);
      to.set(value, index);
    }
  }
  const handedOut = [program.losses, program.inputGradients, program.outputs];
  for (const value of handedOut.flatMap((map) => [...map.values()])) to.set(value, Infinity);
  return [...from].map(([value, start]) => ({ value, from: start, to: to.get(value) ?? start }));
}

interface Slot {
  readonly buffer: number;
  readonly users: Tenant[];
}

class Planner {
  readonly #limits: MemoryLimits;
  readonly #buffers: { kind: PlannedBuffer['kind']; bytes: number }[] = [];
  readonly #places: (Place | undefined)[] = [];

  constructor(limits: MemoryLimits) {
    this.#limits = limits;
  }

  own(value: Value, kind: PlannedBuffer['kind']): void {
    const bytes = this.checked(value);
    this.#buffers.push({ kind, bytes });
    this.place(value, { buffer: this.#buffers.length - 1, offset: 0, bytes });
  }

  arena(kind: PlannedBuffer['kind'], values: readonly Value[]): void {
    let buffer: { kind: PlannedBuffer['kind']; bytes: number } | undefined;
    for (const value of values) {
      const bytes = this.checked(value);
      const { offsetAlignment, maxBindingBytes } = this.#limits;
      const end = buffer === undefined ? 0 : buffer.bytes;
      const offset = Math.ceil(end / offsetAlignment) * offsetAlignment;
      if (buffer === undefined || offset + bytes > maxBindingBytes) {
        buffer = { kind, bytes: 0 };
        this.#buffers.push(buffer);
      }
      const place = buffer.bytes === 0 ? 0 : offset;
      // Whole vectors of four: kernels that run over a whole buffer are then at their fastest.
      buffer.bytes = Math.ceil((place + bytes) / VECTOR_BYTES) * VECTOR_BYTES;
      this.#places[value.index] = { buffer: this.#buffers.length - 1, offset: place, bytes };
    }
  }

  /**
   * Greedy by size (Pisarchyk and Lee 2020, arXiv:2001.03288): the largest first, each into the smallest slot
   * whose users are all done before or begin after it.
   */
  slots(tenants: readonly Tenant[]): void {
    const slots: Slot[] = [];
    for (const tenant of [...tenants].sort((a, b) => b.bytes - a.bytes)) {
      const { bytes } = tenant;
      // Later slots were opened for smaller values: the last that is free wastes least.
      const free = slots.findLast(({ users }) => users.every((user) => isApart(user, tenant)));
      if (free === undefined) {
        this.#buffers.push({ kind: 'activations', bytes });
        slots.push({ buffer: this.#buffers.length - 1, users: [tenant] });
        tenant.move({ buffer: this.#buffers.length - 1, offset: 0, bytes });
      } else {
        free.users.push(tenant);
        tenant.move({ buffer: free.buffer, offset: 0, bytes });
      }
    }
  }

  place(value: Value, place: Place): void {
    this.#places[value.index] = place;
  }

  finish(scratch: readonly (readonly Place[])[]): MemoryPlan {
    const bytes = this.#buffers.reduce((sum, buffer) => sum + buffer.bytes, 0);
    return { buffers: this.#buffers, places: this.#places, scratch, bytes };
  }

  /** @throws FlopscopeError `out-of-memory`. */
  checked(value: Value): number {
    const bytes = valueBytes(value);
    const { maxBindingBytes } = this.#limits;
    if (bytes <= maxBindingBytes) return bytes;
    throw new FlopscopeError(
      'out-of-memory',
      `The tensor "${value.name}" takes ${Math.round(bytes / 1e6)} MB; this device binds at most ${Math.round(maxBindingBytes / 1e6)} MB at once. Choose a smaller batch or input.`,
    );
  }
}

function isApart(a: Tenant, b: Tenant): boolean {
  return a.to < b.from || b.to < a.from;
}
