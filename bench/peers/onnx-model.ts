// Writes an ONNX file of a few nodes with one input, one constant and one output, all f32.
// Field numbers and enums: onnx.proto of ONNX 1.x (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).

export interface OnnxTensor {
  readonly name: string;
  readonly dims: readonly number[];
}

export interface OnnxNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
}

export interface OnnxGraph {
  readonly input: OnnxTensor;
  readonly constant: OnnxTensor & { readonly values: Float32Array<ArrayBuffer> };
  readonly output: OnnxTensor;
  readonly nodes: readonly OnnxNode[];
}

const IR_VERSION = 8;
/** The newest operator set of that IR version. */
const OPERATOR_SET = 17;
const FLOAT = 1;
const ATTRIBUTE_INT = 2;
const ATTRIBUTE_INTS = 7;

/** Protobuf messages as lists of chunks: large constants are copied once, at the end. */
type Chunks = readonly Uint8Array[];

export function onnxModel({ input, constant, output, nodes }: OnnxGraph): Uint8Array<ArrayBuffer> {
  const weights = new Uint8Array(
    constant.values.buffer,
    constant.values.byteOffset,
    constant.values.byteLength,
  );
  const graph = [
    ...nodes.flatMap((node) => message(1, nodeChunks(node))),
    ...text(2, 'graph'),
    ...message(5, [
      ...constant.dims.flatMap((size) => integer(1, size)),
      ...integer(2, FLOAT),
      ...text(8, constant.name),
      ...message(9, [weights]),
    ]),
    ...message(11, valueInfo(input)),
    ...message(12, valueInfo(output)),
  ];
  return joined([
    ...integer(1, IR_VERSION),
    ...message(7, graph),
    ...message(8, integer(2, OPERATOR_SET)),
  ]);
}

function nodeChunks({ operator, inputs, output, attributes = {} }: OnnxNode): Chunks {
  return [
    ...inputs.flatMap((name) => text(1, name)),
    ...text(2, output),
    ...text(4, operator),
    ...Object.entries(attributes).flatMap(([name, value]) =>
      message(5, [
        ...text(1, name),
        ...(typeof value === 'number'
          ? [...integer(3, value), ...integer(20, ATTRIBUTE_INT)]
          : [...value.flatMap((each) => integer(8, each)), ...integer(20, ATTRIBUTE_INTS)]),
      ]),
    ),
  ];
}

function valueInfo({ name, dims }: OnnxTensor): Chunks {
  const shape = dims.flatMap((size) => message(1, integer(1, size)));
  const tensorType = [...integer(1, FLOAT), ...message(2, shape)];
  return [...text(1, name), ...message(2, message(1, tensorType))];
}

function integer(field: number, value: number): Chunks {
  return [varint(field * 8), varint(value)];
}

function text(field: number, value: string): Chunks {
  return message(field, [new TextEncoder().encode(value)]);
}

function message(field: number, chunks: Chunks): Chunks {
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  return [varint(field * 8 + 2), varint(bytes), ...chunks];
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80);
  return Uint8Array.from([...bytes, rest]);
}

function joined(chunks: Chunks): Uint8Array<ArrayBuffer> {
  const target = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    target.set(chunk, offset);
    offset += chunk.length;
  }
  return target;
}
