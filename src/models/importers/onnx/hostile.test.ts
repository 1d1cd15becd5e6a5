// Files that are broken, or made to break the reader: each gets a clear sentence, at once.
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { describe, expect, it } from 'vitest';
import { FlopscopeError } from '../../../shared/errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { memorySource } from '../fuzz/memory-source.ts';
import { openModel } from './fixtures/open-onnx.ts';
import {
  graphBytes,
  message,
  type ModelSpec,
  type NodeSpec,
  tensorBytes,
  writeModel,
} from './fixtures/write-onnx.ts';
import { importer } from './onnx.importer.ts';

const plain: ModelSpec = {
  inputs: [{ name: 'x', axes: [1, 8] }],
  initializers: [{ name: 'w', sizes: [8, 4], floats: Array.from({ length: 32 }, () => 0) }],
  nodes: [{ type: 'MatMul', name: 'fc', inputs: ['x', 'w'], outputs: ['y'] }],
  outputs: [{ name: 'y' }],
};

async function refusal(source: ByteSource): Promise<FlopscopeError> {
  try {
    await importer.open(source, {});
  } catch (thrown) {
    if (thrown instanceof FlopscopeError) return thrown;
    throw thrown;
  }
  throw new Error('The file was opened.');
}

const ofBytes = (bytes: Uint8Array) => refusal(memorySource('test.onnx', bytes));
const ofSpec = (spec: ModelSpec) => ofBytes(writeModel(spec));

/** A model whose graph is these bytes. */
function withGraph(...graphs: readonly Uint8Array[]): Uint8Array {
  const writer = new BinaryWriter();
  writer.tag(1, WireType.Varint).int64(8);
  for (const graph of graphs) message(writer, 7, graph);
  return writer.finish();
}

const relu = (input: string, output: string, name = ''): NodeSpec => ({
  type: 'Relu',
  name,
  inputs: [input],
  outputs: [output],
});

describe('broken files', () => {
  it('every cut of a model is refused or opens', async () => {
    const bytes = writeModel(plain);
    for (let length = 0; length < bytes.length; length++) {
      const source = memorySource('test.onnx', bytes.slice(0, length));
      const outcome = await importer.open(source, {}).catch((thrown: unknown) => thrown);
      const fine = outcome instanceof FlopscopeError ? outcome.code === 'invalid-document' : true;
      expect(fine && !(outcome instanceof TypeError)).toBe(true);
    }
  });

  it.each([
    ['empty', new Uint8Array(), 'empty'],
    ['text', new TextEncoder().encode('version https://git-lfs.github.com/spec/v1'), 'byte 0'],
    ['no graph', Uint8Array.from([8, 8]), 'no ONNX graph'],
    ['zeros', new Uint8Array(100), 'byte 0'],
    ['an endless number', new Uint8Array(100).fill(0xff), 'byte 0'],
    ['a length beyond the file', Uint8Array.from([0x3a, 0x7f, 1]), 'ends at byte 3'],
    [
      'a length of 2^63',
      Uint8Array.from([0x3a, ...Array.from({ length: 9 }, () => 0xff), 0x7f]),
      'byte 0',
    ],
    ['a wrong wire type', Uint8Array.from([0x0a, 0]), 'protobuf type 2'],
    ['an open group', Uint8Array.from([0x0b]), 'within a group'],
    ['a group that was not begun', Uint8Array.from([0x0c]), 'did not begin'],
    ['groups in groups', new Uint8Array(1000).fill(0x0b), 'more than 16 groups'],
  ])('%s', async (_, bytes, sentence) => {
    const error = await ofBytes(bytes);
    expect(error.code).toBe('invalid-document');
    expect(error.message).toContain(sentence);
  });

  it('unknown fields and groups are passed over, and a graph in two parts is joined', async () => {
    const writer = new BinaryWriter();
    writer.tag(100, WireType.LengthDelimited).string('?');
    writer.tag(101, WireType.StartGroup).tag(1, WireType.Varint).int64(7);
    writer.tag(101, WireType.EndGroup);
    const { nodes, ...rest } = plain;
    const bytes = [
      writer.finish(),
      withGraph(graphBytes({ nodes }), graphBytes({ ...rest, nodes: [] })),
    ];
    const joined = Uint8Array.from(bytes.flatMap((each) => [...each]));
    const { buildGraph } = await importer.open(memorySource('test.onnx', joined), {});
    expect(buildGraph?.({}).layers).toHaveLength(1);
  });
});

describe('tensors', () => {
  it.each([
    ['negative sizes', [-8, 4], 'negative size -8'],
    ['sizes that overflow', [2 ** 31, 2 ** 31], '2^53'],
    ['too many axes', Array.from({ length: 33 }, () => 1), 'more than 32 axes'],
  ])('%s', async (_, sizes, sentence) => {
    const error = await ofSpec({ ...plain, initializers: [{ name: 'w', sizes }] });
    expect(error).toMatchObject({ code: 'invalid-document' });
    expect(error.message).toContain(sentence);
    expect(error.message).toContain('“w” at byte');
  });

  it('whose data is shorter than their shape', async () => {
    const error = await ofSpec({
      ...plain,
      initializers: [{ name: 'w', sizes: [8, 4], floats: [1] }],
    });
    expect(error.message).toContain('holds 4 bytes of data; its shape and type FLOAT need 128');
  });

  it('that stand twice', async () => {
    const w = { name: 'w', sizes: [8, 4] };
    expect((await ofSpec({ ...plain, initializers: [w, w] })).message).toContain('“w” twice');
  });

  it('whose element type does not exist', async () => {
    const error = await ofSpec({ ...plain, initializers: [{ name: 'w', sizes: [1], type: 99 }] });
    expect(error.message).toContain('element type 99');
  });
});

describe('graphs', () => {
  it('that are circles are refused by name', async () => {
    const nodes = [relu('x', 'a'), relu('c', 'b', 'first'), relu('b', 'c', 'second')];
    const error = await ofSpec({ ...plain, nodes, outputs: [{ name: 'c' }] });
    expect(error.code).toBe('invalid-document');
    expect(error.message).toMatch(/circle: The node “(first|second)”/);
  });

  it('in any order are sorted', async () => {
    const nodes = [relu('b', 'y'), relu('a', 'b'), relu('x', 'a')];
    const { buildGraph } = await openModel({ ...plain, nodes });
    expect(buildGraph?.({}).layers.map((layer) => layer.name)).toEqual([
      'Relu_0',
      'Relu_1',
      'Relu_2',
    ]);
  });

  it.each([
    ['written twice', [relu('x', 'y'), relu('x', 'y', 'again')], '“y” is written twice'],
    ['never written', [relu('nothing', 'y', 'n')], 'reads “nothing”, which nothing writes'],
    ['an output never written', [relu('x', 'z')], 'output “y” is written by no node'],
  ])('with a value %s', async (_, nodes, sentence) => {
    expect((await ofSpec({ ...plain, nodes })).message).toContain(sentence);
  });

  it('with names that are markup are told as plain, short text', async () => {
    const name = `<img src=x onerror=alert(1)>\u202e${'a'.repeat(5000)}`;
    const error = await ofSpec({ ...plain, nodes: [relu('nothing', 'y', name)] });
    expect(error.message.length).toBeLessThan(400);
    expect(error.message).not.toContain('\u202e');
  });

  it('within graphs, too deep', async () => {
    let inner = { nodes: [relu('x', 'y')], outputs: [{ name: 'y' }] };
    for (let depth = 0; depth < 40; depth++) {
      const graph = inner;
      const attributes = { then_branch: { graph }, else_branch: { graph: { nodes: [] } } };
      const node = { type: 'If', inputs: ['x'], outputs: ['y'], attributes };
      inner = { nodes: [node], outputs: [{ name: 'y' }] };
    }
    expect((await ofSpec({ ...plain, ...inner })).message).toContain('within more than 16 others');
  });

  it('that ask for a tensor of 2^62 elements', async () => {
    const error = await ofSpec({
      inputs: [{ name: 'x', axes: [1, 1] }],
      initializers: [{ name: 's', sizes: [2], integers: [2 ** 31, 2 ** 31] }],
      nodes: [{ type: 'Expand', name: 'huge', inputs: ['x', 's'], outputs: ['y'] }],
      outputs: [{ name: 'y' }],
    });
    expect(error.message).toContain('“huge”');
    expect(error.message).toContain('2^53');
  });

  it('with a missing input or a shape that does not fit name the node', async () => {
    const missing = await ofSpec({
      ...plain,
      nodes: [{ ...relu('x', 'y', 'fc'), type: 'MatMul' }],
    });
    expect(missing.message).toContain('“fc” (“MatMul”): it lacks its input 2');
    const misfit = await ofSpec({ ...plain, initializers: [{ name: 'w', sizes: [9, 4] }] });
    expect(misfit.message).toContain('“fc” (“MatMul”): 1 × 8 cannot be multiplied by 9 × 4');
  });
});

/** A file of any size that is computed as it is read. */
function endless(size: number, byteAt: (position: number) => number): ByteSource {
  return {
    name: 'endless.onnx',
    size,
    read: (start, end) =>
      Promise.resolve(Uint8Array.from({ length: end - start }, (_, i) => byteAt(start + i))),
  };
}

describe('floods are refused within a second', () => {
  const graphHead = (size: number) => {
    const writer = new BinaryWriter();
    writer.tag(7, WireType.LengthDelimited).uint32(size);
    return writer.finish();
  };

  it.each([
    ['a billion nodes', [0x0a, 0x00], 'more than 40,000 nodes'],
    ['a billion inputs', [0x5a, 0x00], 'more than 100,000 tensors'],
    ['a billion unknown fields', [0x48, 0x00], 'more than 3,000,000 fields'],
  ])('%s', async (_, pattern, sentence) => {
    const size = 2_000_000_000;
    const start = graphHead(size);
    const source = endless(start.length + size, (at) =>
      at < start.length ? (start[at] ?? 0) : (pattern[(at - start.length) % pattern.length] ?? 0),
    );
    const began = performance.now();
    const error = await refusal(source);
    expect(error.message).toContain(sentence);
    expect(performance.now() - began).toBeLessThan(3000);
  });

  it('a name that is too long', async () => {
    const graph = new BinaryWriter();
    message(graph, 5, tensorBytes({ name: 'n'.repeat(10_000), sizes: [1] }));
    const error = await ofBytes(withGraph(graph.finish()));
    expect(error.message).toContain('has 10000 bytes; at most 8192');
  });

  it('constants that are folded over and over', async () => {
    const nodes: NodeSpec[] = [{ type: 'ConstantOfShape', inputs: ['s'], outputs: ['c0'] }];
    for (let n = 0; n < 5_000; n++)
      nodes.push({ type: 'Neg', inputs: [`c${n}`], outputs: [`c${n + 1}`] });
    const began = process.cpuUsage();
    await openModel({
      ...plain,
      initializers: [{ name: 's', sizes: [1], integers: [4096] }],
      nodes: [...nodes, relu('x', 'y')],
    });
    const used = process.cpuUsage(began);
    expect((used.user + used.system) / 1e6).toBeLessThan(2);
  });

  it('loops in loops that run more often than can be counted', async () => {
    const trips = { name: 'm', sizes: [], integers: [1_000_000_000] };
    let nodes: readonly NodeSpec[] = [relu('x', 'y')];
    for (let depth = 0; depth < 4; depth++) {
      const body = {
        inputs: [{ name: 'i' }, { name: 'c' }],
        nodes: [...nodes, { type: 'Identity', inputs: ['c'], outputs: ['d'] }],
        outputs: [{ name: 'd' }, { name: 'y' }],
      };
      const attributes = { body: { graph: body } };
      nodes = [{ type: 'Loop', name: 'loop', inputs: ['m', ''], outputs: ['y'], attributes }];
    }
    const error = await ofSpec({ ...plain, initializers: [trips], nodes });
    expect(error.message).toContain('loops run more often');
  });
});
