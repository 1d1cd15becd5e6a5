// Model files that are large for a browser: graphs of tens of thousands of layers, and a file of many gigabytes
// that takes no room on the disk.
import { closeSync, ftruncateSync, mkdtempSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import {
  graphBytes,
  type NodeSpec,
  tensorBytes,
  writeModel,
} from '../../src/models/importers/onnx/fixtures/write-onnx.ts';
import type { TestFile } from './model-files.ts';

/** Matrix products and activations in turn. @param widthAt of the tensor after that many products. */
export function chain(products: number, widthAt: (product: number) => number): TestFile {
  const nodes: NodeSpec[] = [];
  for (let layer = 0; layer < products; layer++) {
    const product = `h${layer}`;
    nodes.push({
      type: 'MatMul',
      name: `/layers.${layer}/proj/MatMul`,
      inputs: [`x${layer}`, `layers.${layer}.proj.weight`],
      outputs: [product],
    });
    nodes.push({
      type: 'Relu',
      name: `/layers.${layer}/act/Relu`,
      inputs: [product],
      outputs: [`x${layer + 1}`],
    });
  }
  const bytes = writeModel({
    nodes,
    initializers: Array.from({ length: products }, (_, layer) => ({
      name: `layers.${layer}.proj.weight`,
      sizes: [widthAt(layer), widthAt(layer + 1)],
    })),
    inputs: [{ name: 'x0', axes: [1, widthAt(0)] }],
    outputs: [{ name: `x${products}` }],
  });
  return { name: 'chain.onnx', bytes };
}

/** @returns the path of the file in a folder of its own. */
export function saved({ name, bytes }: TestFile): string {
  const path = join(mkdtempSync(join(tmpdir(), 'flopscope-')), name);
  writeFileSync(path, bytes);
  return path;
}

/** Of each tensor below: larger than what an importer reads at once, so that it must jump. */
const TENSOR_BYTES = 4 << 20;
const TENSOR_WIDTH = 1024;

/** An ONNX file of that many tensors of 4 MB, all zero and never written. @returns its path. */
export function sparseModel(tensors: number): string {
  const heads = Array.from({ length: tensors }, (_, index) => tensorHead(`w${index}`));
  const graph = graphBytes({
    nodes: [{ type: 'MatMul', inputs: ['x', 'w0'], outputs: ['y'] }],
    inputs: [{ name: 'x', axes: [1, TENSOR_WIDTH] }],
    outputs: [{ name: 'y' }],
  });
  const size = heads.reduce((sum, head) => sum + head.length + TENSOR_BYTES, graph.length);
  const path = join(mkdtempSync(join(tmpdir(), 'flopscope-')), 'sparse.onnx');
  const file = openSync(path, 'w');
  let at = 0;
  const write = (bytes: Uint8Array): void => {
    at += writeSync(file, bytes, 0, bytes.length, at);
  };
  // The graph is the one field of the file: its length in a varint of 64 bits.
  write(new BinaryWriter().tag(7, WireType.LengthDelimited).uint64(size).finish());
  write(graph);
  for (const head of heads) {
    write(head);
    at += TENSOR_BYTES;
  }
  ftruncateSync(file, at);
  closeSync(file);
  return path;
}

/** All of a tensor but its data. */
function tensorHead(name: string): Uint8Array {
  const described = tensorBytes({ name, sizes: [TENSOR_WIDTH, TENSOR_WIDTH] });
  const data = new BinaryWriter().tag(9, WireType.LengthDelimited).uint32(TENSOR_BYTES).finish();
  const length = described.length + data.length + TENSOR_BYTES;
  const head = new BinaryWriter().tag(5, WireType.LengthDelimited).uint32(length).finish();
  return Uint8Array.from([...head, ...described, ...data]);
}
