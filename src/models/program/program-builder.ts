// Takes down values and dispatches while layers are lowered, and joins the gradients of what is used twice.
import { bytesPerElement, type Precision, type Problem } from '../../shared/problem.ts';
import type { PassName } from '../work.ts';
import type { Emitter } from './lowering.ts';
import { packedBuffers, type PackedProblem } from './packed-weights/pack-weights.ts';
import type {
  Dispatch,
  InitialState,
  Operands,
  PackedParameter,
  Value,
  ValueKind,
} from './program.ts';

const NONE: Operands = {};

export class ProgramBuilder implements Emitter {
  readonly values: Value[] = [];
  readonly dispatches: Dispatch[] = [];
  readonly states = new Map<string, Value>();
  readonly packedParameters = new Map<string, PackedParameter>();
  readonly #precision: Precision;
  readonly #problems = new Map<string, Problem>();
  /** Id of the layer that is being lowered. */
  layer = '';

  constructor(precision: Precision) {
    this.#precision = precision;
  }

  value(name: string, length: number, format: Value['format'] = this.floatFormat): Value {
    return this.add('activation', name, length, format);
  }

  state(name: string, length: number, initial: number | (() => Float32Array<ArrayBuffer>)): Value {
    return this.#stored(name, length, 'f32', initial);
  }

  indices(name: string, length: number, initial: () => Uint32Array<ArrayBuffer>): Value {
    return this.#stored(name, length, 'u32', initial);
  }

  packed({ name: parameter }: Value, problem: PackedProblem): Operands {
    // However many columns or rows it is multiplied by, the weights lie alike.
    const key = JSON.stringify([parameter, { ...problem, [activationSize(problem)]: 1 }]);
    const known = this.packedParameters.get(key);
    if (known !== undefined) return known.values;
    const values = Object.fromEntries(
      packedBuffers(problem).map(({ name, format, length }) => [
        name,
        this.add(
          'parameter',
          `${parameter}, ${name}`,
          length,
          format === 'float' ? this.floatFormat : format,
        ),
      ]),
    );
    this.packedParameters.set(key, { parameter, problem, values });
    return values;
  }

  run(
    pass: PassName,
    problem: Problem,
    operands: { readonly reads: Operands; readonly writes?: Operands; readonly updates?: Operands },
  ): void {
    const { reads, writes = NONE, updates = NONE } = operands;
    this.dispatches.push({
      layer: this.layer,
      pass,
      problem: this.#shared(problem),
      reads,
      writes,
      updates,
    });
  }

  add(
    kind: ValueKind,
    name: string,
    length: number,
    format: Value['format'] = this.floatFormat,
    initial?: InitialState,
  ): Value {
    const value: Value = {
      index: this.values.length,
      name,
      kind,
      format,
      length,
      ...(initial === undefined ? {} : { initial }),
    };
    this.values.push(value);
    return value;
  }

  #stored(name: string, length: number, format: Value['format'], initial: InitialState): Value {
    const known = this.states.get(name);
    if (known !== undefined) return known;
    const state = this.add('state', name, length, format, initial);
    this.states.set(name, state);
    return state;
  }

  /** Equal problems are one object, so that what is known of a problem is found by itself. */
  #shared(problem: Problem): Problem {
    const key = JSON.stringify(problem);
    const known = this.#problems.get(key);
    if (known !== undefined) return known;
    this.#problems.set(key, problem);
    return problem;
  }

  /** The sum of two gradients of the same tensor. */
  sum(first: Value, second: Value): Value {
    const { length } = first;
    const total = this.value(`${first.name} + ${second.name}`, length);
    this.run(
      'backwardData',
      { op: 'elementwise', kind: 'add', rows: 1, columns: length, precision: this.#precision },
      { reads: { x: first, operand: second }, writes: { y: total } },
    );
    return total;
  }

  /** Adds `source` to `target` in place. */
  accumulate(source: Value, target: Value): void {
    const { length } = target;
    this.run(
      'backwardWeights',
      {
        op: 'rearrange',
        sizes: [length],
        sourceStrides: [1],
        targetStrides: [1],
        sourceOffset: 0,
        targetOffset: 0,
        sourceLength: length,
        targetLength: length,
        mode: 'add',
        precision: this.#precision,
      },
      { reads: { source }, updates: { target } },
    );
  }

  get floatFormat(): 'f32' | 'f16' {
    return bytesPerElement(this.#precision) === 2 ? 'f16' : 'f32';
  }
}

/** The size that the weights do not have. */
function activationSize({ op }: PackedProblem): 'm' | 'n' {
  return op === 'sparse-matmul' ? 'n' : 'm';
}
