// A 500 MB file is walked by slices: its weights are never read, let alone held.
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { expect, it } from 'vitest';
import { countModel } from '../../count.ts';
import type { ByteSource } from '../byte-source.ts';
import { graphBytes, type NodeSpec, tensorBytes } from './fixtures/write-onnx.ts';
import { importer } from './onnx.importer.ts';

const LAYERS = 100;
const WIDTH = 1024;
const WEIGHT_BYTES = 4 * WIDTH * WIDTH;

interface Piece {
  readonly bytes?: Uint8Array;
  readonly size: number;
}

/** A tensor of 4 MB whose data is not there until it is read. */
function weight(name: string): readonly Piece[] {
  const rest = tensorBytes({ name, sizes: [WIDTH, WIDTH] });
  const data = new BinaryWriter().tag(9, WireType.LengthDelimited).uint32(WEIGHT_BYTES).finish();
  const size = rest.length + data.length + WEIGHT_BYTES;
  const head = new BinaryWriter().tag(5, WireType.LengthDelimited).uint32(size).finish();
  const bytes = Uint8Array.from([...head, ...rest, ...data]);
  return [{ bytes, size: bytes.length }, { size: WEIGHT_BYTES }];
}

function largeModel(): readonly Piece[] {
  const nodes: NodeSpec[] = [];
  for (let layer = 0; layer < LAYERS; layer++) {
    const inputs = [`x${layer}`, `w${layer}`];
    nodes.push({ type: 'MatMul', inputs, outputs: [`h${layer}`] });
    nodes.push({ type: 'Relu', inputs: [`h${layer}`], outputs: [`x${layer + 1}`] });
  }
  const ends = graphBytes({
    nodes,
    inputs: [{ name: 'x0', axes: ['batch', WIDTH] }],
    outputs: [{ name: `x${LAYERS}` }],
  });
  const pieces = [
    { bytes: ends, size: ends.length },
    // 400 MB of layers, and 100 MB that no node reads.
    ...Array.from({ length: LAYERS + 25 }, (_, layer) => weight(`w${layer}`)).flat(),
  ];
  const size = pieces.reduce((sum, piece) => sum + piece.size, 0);
  const head = new BinaryWriter().tag(7, WireType.LengthDelimited).uint32(size).finish();
  return [{ bytes: head, size: head.length }, ...pieces];
}

/** Reads like a file on a disk, and adds up what is asked for. */
function sparseSource(pieces: readonly Piece[]): ByteSource & { readBytes: number } {
  const source = {
    name: 'large.onnx',
    size: pieces.reduce((sum, piece) => sum + piece.size, 0),
    readBytes: 0,
    read: (start: number, end: number) => {
      const result = new Uint8Array(end - start);
      source.readBytes += result.length;
      let at = 0;
      for (const { bytes, size } of pieces) {
        if (bytes && at < end && at + size > start) {
          const from = Math.max(0, start - at);
          const part = bytes.subarray(from, Math.min(size, end - at));
          result.set(part, at + from - start);
        }
        at += size;
      }
      return Promise.resolve(result);
    },
  };
  return source;
}

it('of 500 MB is counted within two seconds and 100 MB', async () => {
  const source = sparseSource(largeModel());
  expect(source.size).toBeGreaterThan(500e6);
  const before = process.memoryUsage.rss();
  const began = process.cpuUsage();
  const { buildGraph, weights } = await importer.open(source, {});
  const graph = buildGraph?.({});
  const count = graph && countModel(graph);
  const used = process.cpuUsage(began);
  const grown = process.memoryUsage.rss() - before;
  expect(count).toMatchObject({ macs: LAYERS * WIDTH * WIDTH, params: LAYERS * WIDTH * WIDTH });
  expect(weights?.elements).toBe((LAYERS + 25) * WIDTH * WIDTH);
  expect((used.user + used.system) / 1e6).toBeLessThan(2);
  expect(grown).toBeLessThan(100e6);
  // Headers alone, not weights.
  expect(source.readBytes).toBeLessThan(10e6);
});
