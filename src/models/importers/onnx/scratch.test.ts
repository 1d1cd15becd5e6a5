import { readFileSync, existsSync } from 'node:fs';
import { it } from 'vitest';
import { countModel } from '../../count.ts';
import { openModelFile } from '../open-model-file.ts';
import { memorySource } from '../fuzz/memory-source.ts';
import { listOnnxOperators } from './graph/find-convert.ts';
const files = (process.env['ONNX_FILES'] ?? '').split(' ').filter((f) => existsSync(f));
it.each(files)(
  '%s',
  async (f) => {
    const t0 = performance.now();
    const model = await openModelFile(memorySource(f.split('/').at(-1) ?? f, readFileSync(f)));
    const t1 = performance.now();
    const out: string[] = [`=== ${f} open ${(t1 - t0).toFixed(0)}ms`];
    out.push(
      JSON.stringify(model.facts),
      JSON.stringify(model.weights),
      JSON.stringify(model.bindings.map((b) => [b.name, b.label, b.default])),
      JSON.stringify(model.warnings),
    );
    try {
      const graph = model.buildGraph?.({});
      if (graph) {
        const c = countModel(graph);
        out.push(
          `params ${c.params} macs ${c.macs} flops ${c.flops} layers ${c.layers.length} ${(performance.now() - t1).toFixed(0)}ms`,
          JSON.stringify(c.notCounted.map((n) => [n.what, n.flopsAtMost])),
          JSON.stringify(c.notes),
        );
        const unk = c.layers.filter((l) => l.operator === 'unknown').slice(0, 10);
        out.push(
          JSON.stringify(
            unk.map((l) => [l.name, graph.layers.find((x) => x.id === l.id)?.attributes]),
          ),
        );
        out.push(
          c.layers
            .slice(0, 6)
            .map(
              (l) =>
                `${l.name} | ${l.block} | ${l.operator} | ${l.outputShape.map((d) => d.size).join('x')} | ${l.params} | ${l.macs}`,
            )
            .join('\n'),
        );
        out.push(
          'roles ' +
            graph.layers
              .filter((l) => l.role)
              .map((l) => l.role)
              .join(','),
        );
      }
    } catch (e) {
      out.push(String(e instanceof Error ? e.stack : e));
    }
    console.log(out.join('\n'));
  },
  60000,
);
it('n', () => console.log(listOnnxOperators().length));
