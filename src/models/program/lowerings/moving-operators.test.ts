// Operators that only move elements, run on the CPU by the definitions of `rearrange` and `sum`: every output holds
// what its definition says, and the gradient is the adjoint, ⟨dy, y(x)⟩ = ⟨dx, x⟩, exact in whole numbers.
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../shared/random.ts';
import type { Attributes, ModelGraph, TensorShape } from '../../graph.ts';
import { GraphBuilder } from '../../graph-builder.ts';
import { dimension } from '../../shapes.ts';
import { compileProgram, missingLayers } from '../compile-program.ts';
import type { Dispatch, Program, Value } from '../program.ts';
import { sizesOf } from '../strides.ts';

type Memory = Map<Value, number[]>;

/** Tensors start as NaN, so that what is read before it is written shows. */
function memoryOf(program: Program): Memory {
  return new Map(
    program.values.map((value) => [value, Array.from({ length: value.length }, () => NaN)]),
  );
}

function at(memory: Memory, value: Value | undefined): number[] {
  const values = value && memory.get(value);
  if (values === undefined) throw new Error('No such value.');
  return values;
}

function run({ problem, reads, writes, updates }: Dispatch, memory: Memory): void {
  const operand = (name: string) => at(memory, { ...reads, ...writes, ...updates }[name]);
  if (problem.op === 'sum') {
    const { outer, columns, inner } = problem;
    const [x, y] = [operand('x'), operand('y')];
    y.fill(0);
    for (let index = 0; index < outer * columns * inner; index++) {
      const column = Math.floor(index / inner) % columns;
      y[column] = (y[column] ?? NaN) + (x[index] ?? NaN);
    }
    return;
  }
  if (problem.op !== 'rearrange') throw new Error(`This test does not run "${problem.op}".`);
  const { sizes, sourceStrides, targetStrides, sourceOffset, targetOffset, mode } = problem;
  const [source, target] = [operand('source'), operand('target')];
  expect([source.length, target.length]).toEqual([problem.sourceLength, problem.targetLength]);
  if (mode === 'clear') target.fill(0);
  for (const place of placesOf(sizes)) {
    const index = (offset: number, strides: readonly number[]) =>
      place.reduce((sum, each, axis) => sum + each * (strides[axis] ?? NaN), offset);
    const to = index(targetOffset, targetStrides);
    const moved = source[index(sourceOffset, sourceStrides)] ?? NaN;
    target[to] = mode === 'add' ? (target[to] ?? NaN) + moved : moved;
  }
}

/** All indices of a tensor, the last axis fastest. */
function placesOf(sizes: readonly number[]): number[][] {
  return sizes.reduce<number[][]>(
    (heads, size) => heads.flatMap((head) => Array.from({ length: size }, (_, i) => [...head, i])),
    [[]],
  );
}

const shape = (text: string): TensorShape =>
  text.split(' ').map((each) => {
    const [name = '', size = '1'] = each.split(':');
    return dimension(name, Number(size));
  });

interface Case {
  readonly operator: string;
  readonly attributes: Attributes;
  readonly inputs: readonly string[];
  /** For each output, the element of the inputs (one after the other) that stands at these indices. */
  readonly origin: readonly ((place: readonly number[]) => number)[];
}

const IMAGE = 'batch:2 channels:6 height:2 width:3';
const ROWS_OF_FOUR = 'batch:2 height:4 width:6 features:3';
const cases: readonly Case[] = [
  {
    operator: 'split-heads',
    attributes: { heads: 3 },
    inputs: ['batch:2 tokens:4 features:6'],
    origin: [([b = 0, h = 0, t = 0, d = 0]) => (b * 4 + t) * 6 + h * 2 + d],
  },
  {
    operator: 'split-heads',
    attributes: { heads: 1 },
    inputs: ['batch:2 tokens:4 features:6'],
    origin: [([b = 0, , t = 0, d = 0]) => (b * 4 + t) * 6 + d],
  },
  {
    operator: 'merge-heads',
    attributes: {},
    inputs: ['batch:2 heads:3 tokens:4 features:5'],
    origin: [([b = 0, t = 0, f = 0]) => ((b * 3 + Math.floor(f / 5)) * 4 + t) * 5 + (f % 5)],
  },
  {
    operator: 'image-to-tokens',
    attributes: {},
    inputs: [IMAGE],
    origin: [([b = 0, t = 0, c = 0]) => (b * 6 + c) * 6 + t],
  },
  {
    operator: 'channel-shuffle',
    attributes: { groups: 3 },
    inputs: [IMAGE],
    origin: [
      ([b = 0, c = 0, y = 0, x = 0]) => ((b * 6 + (c % 3) * 2 + Math.floor(c / 3)) * 2 + y) * 3 + x,
    ],
  },
  {
    operator: 'permute',
    attributes: { order: [0, 2, 3, 1] },
    inputs: [IMAGE],
    origin: [([b = 0, y = 0, x = 0, c = 0]) => ((b * 6 + c) * 2 + y) * 3 + x],
  },
  {
    operator: 'permute',
    attributes: { order: [1, 0, 2] },
    inputs: ['batch:1 tokens:4 features:3'],
    origin: [([t = 0, , f = 0]) => t * 3 + f],
  },
  {
    operator: 'take-tokens',
    attributes: { count: 2 },
    inputs: ['batch:3 tokens:5 features:4'],
    origin: [([b = 0, t = 0, f = 0]) => (b * 5 + t) * 4 + f],
  },
  {
    operator: 'take-tokens',
    attributes: { count: 1, squeeze: true },
    inputs: ['batch:3 tokens:5 features:4'],
    origin: [([b = 0, f = 0]) => b * 5 * 4 + f],
  },
  {
    operator: 'reshape',
    attributes: { sizes: [6, 4] },
    inputs: ['batch:2 tokens:3 features:4'],
    origin: [([i = 0, j = 0]) => i * 4 + j],
  },
  {
    operator: 'slice',
    attributes: { sizes: [2, 3] },
    inputs: ['batch:2 features:3'],
    origin: [([i = 0, j = 0]) => i * 3 + j],
  },
  {
    operator: 'split',
    attributes: { axis: 'channels', parts: 2 },
    inputs: [IMAGE],
    origin: [0, 3].map(
      (start) =>
        ([b = 0, c = 0, y = 0, x = 0]) =>
          ((b * 6 + start + c) * 2 + y) * 3 + x,
    ),
  },
  {
    operator: 'split-features',
    attributes: { sizes: [4, 1, 2] },
    inputs: ['batch:2 tokens:3 features:7'],
    origin: [0, 4, 5].map(
      (start) =>
        ([b = 0, t = 0, f = 0]) =>
          (b * 3 + t) * 7 + start + f,
    ),
  },
  {
    operator: 'concat',
    attributes: { axis: 'channels' },
    inputs: ['batch:2 channels:1 pixels:3', 'batch:2 channels:4 pixels:3'],
    origin: [([b = 0, c = 0, p = 0]) => (c < 1 ? b * 3 + p : 2 * 3 + (b * 4 + c - 1) * 3 + p)],
  },
  {
    operator: 'window-partition',
    attributes: { window: 2, channels: 'last' },
    inputs: [ROWS_OF_FOUR],
    origin: [
      ([n = 0, t = 0, f = 0]) => {
        const y = 2 * (Math.floor(n / 3) % 2) + Math.floor(t / 2);
        return ((Math.floor(n / 6) * 4 + y) * 6 + 2 * (n % 3) + (t % 2)) * 3 + f;
      },
    ],
  },
  {
    operator: 'window-partition',
    attributes: { window: 2, channels: 'first', grid: true },
    inputs: ['batch:2 channels:3 height:4 width:6'],
    // Two rows and three columns of windows: the tokens of one stand as far apart.
    origin: [
      ([n = 0, t = 0, f = 0]) => {
        const y = (Math.floor(n / 3) % 2) + 2 * Math.floor(t / 2);
        return ((Math.floor(n / 6) * 3 + f) * 4 + y) * 6 + (n % 3) + 3 * (t % 2);
      },
    ],
  },
  {
    operator: 'window-merge',
    attributes: { window: 2, channels: 'last', height: 4, width: 6 },
    inputs: ['windows:12 tokens:4 features:3'],
    origin: [
      ([b = 0, y = 0, x = 0, f = 0]) => {
        const window = b * 6 + 3 * Math.floor(y / 2) + Math.floor(x / 2);
        return (window * 4 + 2 * (y % 2) + (x % 2)) * 3 + f;
      },
    ],
  },
  {
    operator: 'patch-merge',
    attributes: {},
    inputs: [ROWS_OF_FOUR],
    origin: [
      ([b = 0, y = 0, x = 0, f = 0]) => {
        const quarter = Math.floor(f / 3);
        const pixel = (b * 4 + 2 * y + (quarter % 2)) * 6 + 2 * x + Math.floor(quarter / 2);
        return pixel * 3 + (f % 3);
      },
    ],
  },
  {
    operator: 'roll',
    attributes: { axes: 'height,width', shifts: [-1, 2] },
    inputs: [ROWS_OF_FOUR],
    origin: [
      ([b = 0, y = 0, x = 0, f = 0]) => ((b * 4 + ((y + 1) % 4)) * 6 + ((x + 4) % 6)) * 3 + f,
    ],
  },
  {
    operator: 'roll',
    attributes: { axes: 'tokens', shifts: [8] },
    inputs: ['batch:2 tokens:4 features:3'],
    origin: [([b = 0, t = 0, f = 0]) => (b * 4 + t) * 3 + f],
  },
  {
    operator: 'pad',
    attributes: { before: [0, 0, -1], after: [0, 0, -1], fill: 'zeros' },
    inputs: ['batch:2 tokens:4 features:3'],
    origin: [([b = 0, t = 0]) => (b * 4 + t) * 3 + 1],
  },
  {
    operator: 'slice',
    attributes: { sizes: [2, 2, 3], starts: [0, 1, 0] },
    inputs: ['batch:2 tokens:4 features:3'],
    origin: [([b = 0, t = 0, f = 0]) => (b * 4 + 1 + t) * 3 + f],
  },
  {
    operator: 'expand',
    attributes: { sizes: [5, 2, 3] },
    inputs: ['batch:2 features:3'],
    origin: [([, i = 0, j = 0]) => i * 3 + j],
  },
  {
    operator: 'expand',
    attributes: { sizes: [2, 4, 3] },
    inputs: ['batch:2 tokens:1 features:3'],
    origin: [([b = 0, , f = 0]) => b * 3 + f],
  },
  {
    operator: 'expand',
    attributes: { sizes: [4, 3, 5] },
    inputs: ['batch:1 tokens:3 features:1'],
    origin: [([, t = 0]) => t],
  },
  {
    operator: 'expand',
    attributes: { sizes: [2, 6] },
    inputs: ['batch:1 features:1'],
    origin: [() => 0],
  },
];

function graphOf({ operator, attributes, inputs }: Case): ModelGraph {
  const graph = new GraphBuilder();
  const tensors = inputs.map((text, index) => graph.input(`x${index}`, shape(text)));
  const outputs = graph.applyMany(operator, 'layer', tensors, attributes);
  return graph.finish({ id: 'm', name: 'M', head: '', bindings: { batch: 1 }, outputs });
}

const options = { precision: 'f32', mode: 'training', inputGradients: true } as const;

describe.each(cases)('$operator of $inputs, $attributes', (each) => {
  const graph = graphOf(each);

  it('puts every element where its definition says', () => {
    const program = compileProgram(graph, options);
    const memory = memoryOf(program);
    let next = 0;
    for (const value of program.inputs.values()) {
      at(memory, value).forEach((_, index, values) => (values[index] = next++));
    }
    for (const dispatch of program.dispatches) {
      if (dispatch.pass === 'forward') run(dispatch, memory);
    }
    expect(graph.outputs).toHaveLength(each.origin.length);
    for (const [index, id] of graph.outputs.entries()) {
      const sizes = sizesOf(graph.tensors.get(id)?.shape ?? []);
      const expected = placesOf(sizes).map((place) => each.origin[index]?.(place));
      expect(at(memory, program.outputs.get(id))).toEqual(expected);
    }
  });

  it('hands back the adjoint', () => {
    const program = compileProgram(graph, options);
    const memory = memoryOf(program);
    const random = createRandom(5);
    const given = [...program.inputs.values(), ...program.outputGradients.values()];
    for (const value of given) {
      at(memory, value).forEach((_, index, values) => (values[index] = Math.floor(random() * 100)));
    }
    for (const dispatch of program.dispatches) run(dispatch, memory);
    const product = (pairs: ReadonlyMap<string, Value>, others: ReadonlyMap<string, Value>) => {
      let sum = 0;
      for (const [id, value] of pairs) {
        const right = at(memory, others.get(id));
        at(memory, value).forEach((left, index) => (sum += left * (right[index] ?? NaN)));
      }
      return sum;
    };
    expect(program.inputGradients.size).toBe(each.inputs.length);
    expect(product(program.inputGradients, program.inputs)).toBe(
      product(program.outputGradients, program.outputs),
    );
  });
});

it('clears the gradient of a part that nothing depends on', () => {
  const graph = new GraphBuilder();
  const x = graph.input('x', shape('batch:2 features:3'));
  const [, second = x] = graph.applyMany('split-features', 'cut', [x], { sizes: [1, 2] });
  const model = graph.finish({
    ...{ id: 'm', name: 'M', head: '', bindings: { batch: 2 } },
    outputs: [second],
  });
  const program = compileProgram(model, options);
  const memory = memoryOf(program);
  const values = [...program.inputs.values(), ...program.outputGradients.values()];
  for (const value of values) at(memory, value).fill(1);
  for (const dispatch of program.dispatches) run(dispatch, memory);
  expect(at(memory, program.inputGradients.get('x'))).toEqual([0, 1, 1, 0, 1, 1]);
});

it('puts zeros around what it pads', () => {
  const graph = new GraphBuilder();
  const x = graph.input('x', shape('batch:1 features:2'));
  const attributes = { before: [1, 0], after: [0, 1], fill: 'zeros' };
  const padded = graph.apply('pad', 'pad', [x], attributes);
  const model = graph.finish({
    ...{ id: 'm', name: 'M', head: '', bindings: { batch: 1 } },
    outputs: [padded],
  });
  const program = compileProgram(model, options);
  const memory = memoryOf(program);
  const values = [...program.inputs.values(), ...program.outputGradients.values()];
  for (const value of values) at(memory, value).fill(1);
  for (const dispatch of program.dispatches) run(dispatch, memory);
  expect(at(memory, program.outputs.get('pad'))).toEqual([0, 0, 0, 1, 1, 0]);
  expect(at(memory, program.inputGradients.get('x'))).toEqual([1, 1]);
});

describe('runs nothing', () => {
  const views = cases.filter(
    ({ operator, attributes }) =>
      operator === 'reshape' || (operator === 'slice' && attributes['starts'] === undefined),
  );
  it.each(views)('for $operator, a view', (each) => {
    expect(compileProgram(graphOf(each), options).dispatches).toEqual([]);
  });

  it('for a roll by a whole turn', () => {
    const [whole] = cases.filter(({ attributes }) => attributes['axes'] === 'tokens');
    if (whole === undefined) throw new Error('No such case.');
    expect(compileProgram(graphOf(whole), options).dispatches).toEqual([]);
  });

  it('where only axes of size 1 move', () => {
    const [moved] = cases.filter(({ attributes }) => String(attributes['order']) === '1,0,2');
    if (moved === undefined) throw new Error('No such case.');
    expect(compileProgram(graphOf(moved), options).dispatches).toEqual([]);
  });
});

describe('refuses', () => {
  const refusal = (operator: string, attributes: Attributes, input: string) => {
    const given: Case = { operator, attributes, inputs: [input], origin: [] };
    return missingLayers(graphOf(given), options).map(({ reason }) => reason)[0];
  };

  it.each([
    ['slice', { sizes: [2, 2] }, 'batch:2 features:3', /not where it begins/],
    ['pad', { before: [0, 1], after: [0, 0] }, 'batch:2 features:3', /what it adds/],
    ['permute', { order: [6, 5, 4, 3, 2, 1, 0] }, 'a:2 b:2 c:2 d:2 e:2 f:2 g:2', /7 axes/],
    ['split', { axis: 1, parts: 2, sizes: [3, 0] }, 'batch:2 features:3', /Empty/],
    ['pool', { kind: 'max', kernel: [2, 3] }, IMAGE, /square windows/],
    ['pool', { kind: 'mean', outputSize: [2, 2] }, IMAGE, /windows differ in size/],
    ['pool', { kind: 'max', kernel: 1, padding: 1 }, IMAGE, /padding alone/],
  ] as const)('%s %o of %s', (operator, attributes, input, said) => {
    expect(refusal(operator, attributes, input)).toMatch(said);
  });
});

describe('pooling', () => {
  const problems = (attributes: Attributes, input: string) => {
    const given: Case = { operator: 'pool', attributes, inputs: [input], origin: [] };
    return compileProgram(graphOf(given), options).dispatches.map(({ problem }) => problem);
  };

  it('becomes windows over all planes, and what the operator infers of their number', () => {
    const attributes = { kind: 'max', kernel: 3, stride: 2, padding: 1, ceil: true };
    const [forward, backward] = problems(attributes, 'batch:2 channels:3 height:8 width:8');
    const window = { kernel: 3, stride: 2, padding: 1, ceil: true };
    expect(forward).toMatchObject({ op: 'pool2d', kind: 'max', planes: 6, ...window });
    expect(backward).toMatchObject({ op: 'pool2d-gradient', planes: 6, ...window });
  });

  it('is one window over the plane, or none at all, where it adapts', () => {
    const image = 'batch:2 channels:3 height:7 width:7';
    const [global] = problems({ kind: 'mean', outputSize: 1 }, image);
    expect(global).toMatchObject({ kind: 'average', kernel: 7, stride: 7, padding: 0 });
    expect(problems({ kind: 'mean', outputSize: 7 }, image)).toEqual([]);
  });
});

describe('an embedding', () => {
  it('adds to the gradient of a table that another layer wrote to first', () => {
    const graph = new GraphBuilder();
    const ids = graph.input('ids', shape('batch:2 tokens:3'), 'integer');
    const x = graph.apply('embedding', 'wte', [ids], { entries: 10, features: 4 });
    const y = graph.apply(
      'linear',
      'head',
      [x],
      { outFeatures: 10, bias: false },
      {
        tied: { weight: 'wte.weight' },
      },
    );
    const model = graph.finish({
      ...{ id: 'm', name: 'M', head: '', bindings: { batch: 2 } },
      outputs: [y],
    });
    const program = compileProgram(model, { precision: 'f32', mode: 'training' });
    const gradient = program.gradients.get('wte.weight');
    const last = program.dispatches.at(-1);
    expect(last?.problem).toMatchObject({ op: 'embedding-gradient', count: 6, accumulate: true });
    expect(last?.updates['dtable']).toBe(gradient);
    expect(program.dispatches.some(({ writes }) => writes['c'] === gradient)).toBe(true);
  });
});
