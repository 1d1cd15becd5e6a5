// The axes that a file leaves open: named ("sequence_length"), named by a sum of others, or not named at all.
// Each gets a binding that a person can set, with a default that makes sense for what it looks like.
import type { BindingLimits, BindingRequest } from '../../../model-info.ts';
import { brokenFile } from '../../broken-file.ts';
import { plainText } from '../../plain-text.ts';
import { LIMITS } from '../wire/limits.ts';
import type { OnnxAxis, OnnxGraph, OnnxValueInfo } from '../wire/onnx-file.ts';
import { AXIS_KINDS, type AxisKind, axisKind, type AxisUse } from './axis-kinds.ts';

interface OpenAxis {
  readonly limits: BindingLimits;
  readonly kind: AxisKind;
}

export interface AxisSizes {
  /** @returns null where an axis is not known. */
  readonly resolve: (info: OnnxValueInfo) => readonly number[] | null;
}

export class OpenAxes {
  readonly #axes = new Map<string, OpenAxis>();
  /** Binding by the file's name of an axis, and by "input position" where it has none. */
  readonly #bindings = new Map<string, string>();
  readonly #batch: string | undefined;

  constructor(graph: OnnxGraph) {
    const inputs = inputsOf(graph);
    const first = inputs.find((info) => (info.axes?.length ?? 0) > 1);
    const lead = first?.axes?.[0];
    const sum = typeof lead === 'string' && termsOf(lead).length > 1;
    this.#batch = typeof lead === 'string' && !sum ? lead : undefined;
    for (const info of inputs) this.#collect(info);
  }

  get limits(): readonly BindingLimits[] {
    return [...this.#axes.values()].map((axis) => axis.limits);
  }

  /** Binding names of an input's axes, numbers where they are fixed. */
  describe(info: OnnxValueInfo): readonly (number | string)[] {
    return (info.axes ?? []).map((axis, position) => {
      if (typeof axis === 'number') return axis;
      return this.#bindings.get(axisKey(info, axis, position)) ?? plainText(axis ?? '?', 40);
    });
  }

  /** Sizes that are tried where the usual ones do not fit together. */
  alternatives(): readonly BindingRequest[] {
    const fixed: readonly AxisKind[] = ['batch', 'past'];
    return [512, 640, 256, 1024, 16_000, 32, 128, 64, 576, 1].map((size) =>
      Object.fromEntries(
        [...this.#axes]
          .filter(([, axis]) => !fixed.includes(axis.kind))
          .map(([name]) => [name, size]),
      ),
    );
  }

  sizes(request: BindingRequest): AxisSizes {
    const sizeOf = (name: string) => request[name] ?? this.#axes.get(name)?.limits.default;
    const named = (symbol: string): number | undefined => {
      const binding = this.#bindings.get(symbol);
      if (binding !== undefined) return sizeOf(binding);
      const terms = termsOf(symbol);
      if (terms.length < 2) return undefined;
      const sizes = terms.map((term) => (/^\d+$/.test(term) ? Number(term) : named(term)));
      return sizes.reduce<number | undefined>(
        (sum, size) => (sum === undefined || size === undefined ? undefined : sum + size),
        0,
      );
    };
    return {
      resolve: (info) => {
        if (!info.axes) return null;
        const sizes: number[] = [];
        for (const [position, axis] of info.axes.entries()) {
          const size = typeof axis === 'number' ? axis : named(axisKey(info, axis, position));
          if (size === undefined) return null;
          sizes.push(size);
        }
        return sizes;
      },
    };
  }

  #collect(info: OnnxValueInfo): void {
    for (const [position, axis] of (info.axes ?? []).entries()) {
      if (typeof axis === 'number') continue;
      const key = axisKey(info, axis, position);
      if (this.#bindings.has(key) || (axis !== null && termsOf(axis).length > 1)) continue;
      this.#bindings.set(key, this.#bind(info, axis, position));
    }
  }

  #bind(info: OnnxValueInfo, axis: string | null, position: number): string {
    const kind = axis !== null && axis === this.#batch ? 'batch' : axisKind(info, axis, position);
    const { label: usual, unit, fallback, minimum, maximum, canonical }: AxisUse = AXIS_KINDS[kind];
    const where = `${plainText(info.name, 40)} axis ${position}`;
    const own = axis === null ? where : plainText(axis, 60) || where;
    // One batch for all inputs; other axes share a size only where the file says so.
    if (kind === 'batch' && this.#axes.has('batch')) return 'batch';
    const wanted = canonical !== undefined && !this.#axes.has(canonical) ? canonical : own;
    if (this.#axes.size >= LIMITS.openAxes) {
      brokenFile(
        `The inputs have more than ${LIMITS.openAxes} open sizes, too many to give. Export the model with fixed ones.`,
      );
    }
    let name = wanted;
    for (let n = 2; this.#axes.has(name); n++) name = `${wanted} ${n}`;
    const label = canonical === name ? `${usual} (${own})` : `Size of ${own}`;
    this.#axes.set(name, {
      kind,
      limits: { name, label, unit, minimum, maximum, multipleOf: 1, default: fallback },
    });
    return name;
  }
}

/** What a person feeds: inputs that are no initializers, as older files list those too. */
export function inputsOf(graph: OnnxGraph): readonly OnnxValueInfo[] {
  return graph.inputs.filter(({ name }) => !graph.initializers.has(name));
}

function axisKey(info: OnnxValueInfo, axis: OnnxAxis, position: number): string {
  return typeof axis === 'string' ? axis : `\u0000${info.name} ${position}`;
}

/** "past_sequence_length + 1" has two terms. */
function termsOf(symbol: string): readonly string[] {
  return symbol.split('+', 8).map((term) => term.trim());
}
