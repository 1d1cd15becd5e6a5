import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countingConventions, publishedCounts } from '../../facts/counting-conventions.ts';
import { countModel } from '../count.ts';
import type { ModelGraph } from '../graph.ts';
import { GraphBuilder } from '../graph-builder.ts';
import { findOperator } from '../operators.ts';
import { dimension } from '../shapes.ts';
import { buildModel, listModels } from '../zoo/zoo.ts';
import { countByConvention } from './convention-count.ts';
import { countWith } from './count-with.ts';
import { BASE_SETTINGS } from './counting-settings.ts';
import { explainSwitches, reconcile } from './reconcile.ts';
import { COUNTING_SWITCHES } from './switches.ts';

const ids = new Set(listModels().map(({ id }) => id));
/** References write "wide_resnet50_2". */
const zooId = (model: string) => [model, model.replaceAll('_', '-')].find((id) => ids.has(id));
const held = publishedCounts.flatMap((fact) => {
  const id = zooId(fact.model);
  return id === undefined ? [] : [{ ...fact, id, convention: fact.convention ?? 'none' }];
});

function effects(
  graph: ModelGraph,
): Record<string, { macsDelta: number; operationsDelta: number }> {
  return Object.fromEntries(reconcile(graph).switches.map((each) => [each.id, each]));
}

describe('what other tools printed', () => {
  it.each(held.filter(({ convention }) => convention !== 'none'))(
    '$model by $convention: $says',
    ({ id, bindings, head, convention, says, plusMinus }) => {
      const rule = countingConventions.find((each) => each.id === convention);
      if (rule === undefined) throw new Error(`There is no convention ${convention}.`);
      const graph = buildModel(id, bindings ?? {}, head === undefined ? {} : { head });
      const count = countByConvention(graph, rule);
      expect(Math.abs((count ?? 0) - says)).toBeLessThanOrEqual(plusMinus);
    },
  );

  it('every convention but those of parameters alone is held by a printed count, or says it is derived', () => {
    const shown = new Set(publishedCounts.map(({ convention }) => convention));
    const bare = countingConventions.filter(
      ({ id, method }) => method === 'layers' && !shown.has(id),
    );
    // fvcore's sources give its rules; they print no count of a whole network.
    expect(bare.map(({ id }) => id).sort()).toEqual(['deepspeed', 'fvcore', 'fvcore-sdpa']);
  });

  it('rules name operators that there are, of the kind they speak of', () => {
    for (const each of countingConventions) {
      if (each.method !== 'layers') continue;
      for (const { kind, operators = [] } of each.rules) {
        for (const name of operators) {
          expect(findOperator(name).arithmetic ?? 'bias', `${each.id} ${name}`).toBe(kind);
        }
      }
    }
  });

  it('fvcore: ResNet-50 with two operations for each normalised element and the mean pooling', () => {
    const graph = buildModel('resnet50');
    const fvcore = reconcile(graph).presets.find(({ convention }) => convention.id === 'fvcore');
    const normalised = countModel(graph).layers.filter(({ operator }) => operator === 'batch-norm');
    const elements = normalised.reduce((sum, { flops }) => sum + flops / 2, 0);
    expect(fvcore?.count).toBe(4_089_184_256 + 2 * elements + 2048 * 7 * 7);
  });

  it('BERT-Large of DeepSpeed’s own example: products without attention, and one for each softmax element', () => {
    const graph = buildModel('bert-large', { batch: 80, sequenceLength: 128 });
    const count = countWith(graph, {
      ...BASE_SETTINGS,
      attentionScores: false,
      attentionContext: false,
      arithmetic: [{ kind: 'softmax', per: 'output', operations: 1 }],
    });
    expect(count / 1e9).toBeCloseTo(3092.96, 2);
  });

  it('BERT of calflops: as its convention, without the GELU', () => {
    const graph = buildModel('bert-base', { sequenceLength: 128 });
    const calflops = countingConventions.find(({ id }) => id === 'calflops');
    const gelu = 12 * 128 * 3072;
    const count = calflops === undefined ? 0 : (countByConvention(graph, calflops) ?? 0);
    expect((count - gelu) / 1e9).toBeCloseTo(22.363, 3);
  });
});

describe('switches', () => {
  it.each([...ids])('%s: base is the MACs of the count, all arithmetic its FLOPs', (id) => {
    const graph = buildModel(id);
    const count = countModel(graph);
    expect(reconcile(graph).base).toBe(count.macs);
    const all = [
      'unit',
      'bias',
      'normalisation',
      'activation',
      'softmax',
      'pooling',
      'elementwise',
    ];
    expect(countWith(graph, explainSwitches(graph, all).settings)).toBe(count.flops);
  });

  it('GPT-2: each switch by hand', () => {
    const [tokens, hidden, layers, words] = [1024, 768, 12, 50_257];
    const graph = buildModel('gpt2-small', { sequenceLength: tokens });
    const attention = layers * tokens * tokens * hidden;
    expect(effects(graph)).toMatchObject({
      'attention-scores': { macsDelta: -attention, operationsDelta: 0 },
      'attention-context': { macsDelta: -attention, operationsDelta: 0 },
      'causal-half': { macsDelta: -attention, operationsDelta: 0 },
      'language-model-head': { macsDelta: -tokens * hidden * words, operationsDelta: 0 },
      embeddings: { macsDelta: tokens * hidden * (words + 1024), operationsDelta: 0 },
      bias: { macsDelta: 0, operationsDelta: layers * tokens * hidden * (3 + 1 + 4 + 1) },
      'auxiliary-heads': { macsDelta: 0, operationsDelta: 0 },
      pooling: { macsDelta: 0, operationsDelta: 0 },
    });
  });

  it('BERT has no causal mask to halve', () => {
    expect(effects(buildModel('bert-base'))['causal-half']?.macsDelta).toBe(0);
  });

  it('counts the body of a loop as often as it runs', () => {
    const graph = new GraphBuilder();
    const input = graph.input('x', [dimension('batch', 2), dimension('features', 8)]);
    const output = graph.apply('linear', 'body', [input], { outFeatures: 4 }, { repeats: 5 });
    const finished = {
      id: 'x',
      name: 'X',
      head: 'none',
      bindings: { batch: 2 },
      outputs: [output],
    };
    const built = graph.finish(finished);
    expect(reconcile(built).base).toBe(countModel(built).macs);
    expect(reconcile(built).base).toBe(5 * 2 * 8 * 4);
    expect(effects(built)['bias']?.operationsDelta).toBe(5 * 2 * 4);
  });

  it('counts a head that only training runs when asked to', () => {
    const graph = new GraphBuilder();
    const input = graph.input('x', [dimension('batch', 2), dimension('features', 8)]);
    const options = { trainingOnly: true, role: 'auxiliary-head' } as const;
    const output = graph.apply('linear', 'main', [input], { outFeatures: 4 });
    graph.apply('linear', 'auxiliary', [input], { outFeatures: 16 }, options);
    const built = graph.finish({
      id: 'x',
      name: 'X',
      head: 'none',
      bindings: { batch: 2 },
      outputs: [output],
    });
    expect(reconcile(built).base).toBe(2 * 8 * 4);
    expect(effects(built)['auxiliary-heads']?.macsDelta).toBe(2 * 8 * 16);
  });

  it('the steps of any combination add up, and deltas are the same in any company', () => {
    const names = COUNTING_SWITCHES.map(({ id }) => id);
    fc.assert(
      fc.property(
        fc.constantFrom('gpt2-small', 'resnet50', 'bert-base', 'vit-b-16'),
        fc.subarray(names),
        (model, chosen) => {
          const graph = buildModel(model);
          const { base, switches } = reconcile(graph);
          const { settings, steps } = explainSwitches(graph, chosen);
          const count = countWith(graph, settings);
          expect(steps.reduce((sum, { delta }) => sum + delta, base)).toBe(count);
          // Half of what is left out is nothing: only these switches overlap.
          if (chosen.includes('causal-half') && chosen.some((id) => id.startsWith('attention')))
            return;
          let macs = base;
          let others = 0;
          for (const each of switches) {
            if (!chosen.includes(each.id)) continue;
            macs += each.macsDelta;
            others += each.operationsDelta;
          }
          expect(count).toBe((chosen.includes('unit') ? 2 : 1) * macs + others);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('by parameters', () => {
  const gpt2 = buildModel('gpt2-small', { sequenceLength: 1024 });
  const countOf = (id: string) =>
    reconcile(gpt2).presets.find(({ convention }) => convention.id === id)?.count;
  const layers = 12 * (12 * 768 * 768 + 13 * 768) + 2 * 768;

  it('2N and 6N of GPT-2', () => {
    expect(countOf('2n-token')).toBe(2 * 124_439_808);
    expect(countOf('6n')).toBe(6 * 124_439_808 * 1024);
  });

  it('PaLM leaves out the positions and adds twelve layers·heads·size·tokens', () => {
    const N = 124_439_808 - 1024 * 768;
    expect(countOf('palm-token')).toBe(6 * N + 12 * 12 * 768 * 1024);
  });

  it('Kaplan leaves out all embeddings and adds the scores only', () => {
    expect(countOf('kaplan-token')).toBe(2 * layers + 2 * 12 * 1024 * 768);
  });

  it('of a mixture of experts are those that one token uses', () => {
    const mixtral = buildModel('mixtral-8x7b');
    const found = reconcile(mixtral).presets.find(({ convention }) => convention.id === '2n-token');
    expect(found?.count).toBe(2 * countModel(mixtral).activeParams);
  });

  it('have no meaning for an image, nor for two stacks with tokens of their own', () => {
    const methods = reconcile(buildModel('t5-small')).presets.map(
      ({ convention }) => convention.method,
    );
    expect(new Set(methods)).toEqual(new Set(['layers']));

    const { presets } = reconcile(buildModel('resnet50'));
    expect(presets.every(({ convention }) => convention.method === 'layers')).toBe(true);
  });
});
