import { describe, expect, it } from 'vitest';
import { checkGradients, type GradientRun, type GradientRunner } from './check-gradients.ts';
import { forward64 } from './forward64.ts';
import { caseData, gradientCase, rows } from './gradient-case.ts';
import { gradientCases } from './gradient-cases.ts';
import { operators64 } from './operators64.ts';
import { roundingBound } from './rounding-bound.ts';

const FEATURES = 12;
const OUT = 8;

const linearCase = gradientCase('a linear layer', (graph) =>
  graph.apply('linear', 'fc', [rows(graph, [5, FEATURES])], { outFeatures: OUT }),
);

const doubles = (values: Float32Array | Uint32Array | undefined) => Float64Array.from(values ?? []);

/** The closed form of the layer, rounded to f32; `spoil` plants an error. */
function closedForm(spoil: (run: GradientRun) => GradientRun = (run) => run): GradientRunner {
  return (graph, parameters, inputs, outputGradients) => {
    const [weight, x, dy] = [
      doubles(parameters.get('fc.weight')),
      doubles(inputs.get('x')),
      doubles(outputGradients?.get('fc')),
    ];
    const count = x.length / FEATURES;
    const gradient = (length: number, value: (index: number) => number) =>
      Float32Array.from({ length }, (_, index) => value(index));
    const sum = (length: number, value: (index: number) => number) =>
      Array.from({ length }, (_, index) => value(index)).reduce((a, b) => a + b, 0);
    const exact = forward64(
      graph,
      new Map([...parameters].map(([id, values]) => [id, doubles(values)])),
      new Map([['x', x]]),
      { mode: 'training' },
    );
    return Promise.resolve(
      spoil({
        outputs: new Map([['fc', Float32Array.from(exact.get('fc') ?? [])]]),
        gradients: new Map([
          [
            'fc.weight',
            gradient(OUT * FEATURES, (index) =>
              sum(
                count,
                (row) =>
                  (dy[row * OUT + Math.floor(index / FEATURES)] ?? NaN) *
                  (x[row * FEATURES + (index % FEATURES)] ?? NaN),
              ),
            ),
          ],
          ['fc.bias', gradient(OUT, (index) => sum(count, (row) => dy[row * OUT + index] ?? NaN))],
        ]),
        inputGradients: new Map([
          [
            'x',
            gradient(x.length, (index) =>
              sum(
                OUT,
                (out) =>
                  (dy[Math.floor(index / FEATURES) * OUT + out] ?? NaN) *
                  (weight[out * FEATURES + (index % FEATURES)] ?? NaN),
              ),
            ),
          ],
        ]),
      }),
    );
  };
}

/** Changes one array of a run. */
const change =
  (
    part: keyof GradientRun,
    id: string,
    edit: (values: Float32Array) => Float32Array,
  ): ((run: GradientRun) => GradientRun) =>
  (run) => ({
    ...run,
    [part]: new Map(
      [...run[part]].map(([key, values]) => [key, key === id ? edit(values) : values] as const),
    ),
  });

describe('checkGradients', () => {
  it('accepts the closed form', async () => {
    const report = await checkGradients(closedForm(), linearCase);
    expect(report.worstError).toBeLessThan(report.bound);
    expect(report).toMatchObject({ parametersChecked: 2, inputsChecked: 1, entriesSkipped: 0 });
    expect(report.entriesChecked).toBeGreaterThan(40);
  });

  it.each([
    ['a factor of 1.0001', 'gradients', 'fc.weight', (v: Float32Array) => v.map((x) => x * 1.0001)],
    ['a sign', 'inputGradients', 'x', (v: Float32Array) => v.map((x) => -x)],
    ['an output', 'outputs', 'fc', (v: Float32Array) => v.map((x) => x + 1e-3)],
    ['no number', 'gradients', 'fc.bias', (v: Float32Array) => v.map(() => NaN)],
    ['two swapped entries', 'gradients', 'fc.bias', (v: Float32Array) => v.toReversed()],
  ] as const)('catches %s', async (_, part, id, edit) => {
    const report = await checkGradients(closedForm(change(part, id, edit)), linearCase);
    expect(report.worstError).toBeGreaterThan(report.bound);
    expect(report.worstAt).toContain(id);
  });

  it('catches one wrong entry anywhere, looked at or not', async () => {
    const { parameters } = caseData(linearCase);
    for (let wrong = 0; wrong < (parameters.get('fc.weight')?.length ?? 0); wrong++) {
      const edit = (values: Float32Array) =>
        values.map((value, index) => (index === wrong ? value + 0.1 : value));
      const report = await checkGradients(
        closedForm(change('gradients', 'fc.weight', edit)),
        linearCase,
      );
      expect(report.worstError).toBeGreaterThan(report.bound);
    }
  });

  it('refuses a gradient that is missing or too short', async () => {
    const without = (run: GradientRun): GradientRun => ({ ...run, gradients: new Map() });
    await expect(checkGradients(closedForm(without), linearCase)).rejects.toThrow('fc.weight');
    const short = change('inputGradients', 'x', (values) => values.slice(1));
    await expect(checkGradients(closedForm(short), linearCase)).rejects.toThrow('pair up');
  });
});

describe('gradientCases', () => {
  it('have every operator that is defined in float64, each case under a name of its own', () => {
    const used = new Set(
      gradientCases.flatMap(({ graph }) => graph.layers.map(({ operator }) => operator)),
    );
    expect([...operators64.keys()].filter((operator) => !used.has(operator))).toEqual([]);
    expect(new Set(gradientCases.map(({ name }) => name)).size).toBe(gradientCases.length);
  });

  it.each(gradientCases.map((each) => [each.name, each] as const))(
    '%s: says something',
    async (_, each) => {
      // A program that always answers 0 must fail at every case, by its outputs and by its gradients.
      const zeros = (ids: Iterable<readonly [string, number]>) =>
        new Map([...ids].map(([id, length]) => [id, new Float32Array(length)]));
      const data = caseData(each);
      const lengths = (values: ReadonlyMap<string, { readonly length: number }>) =>
        [...values].map(([id, { length }]) => [id, length] as const);
      const exact = forward64(
        each.graph,
        new Map([...data.parameters].map(([id, values]) => [id, doubles(values)])),
        new Map([...data.inputs].map(([id, values]) => [id, doubles(values)])),
        { mode: 'training' },
      );
      const right = new Map([...exact].map(([id, values]) => [id, Float32Array.from(values)]));
      const report = await checkGradients(
        () =>
          Promise.resolve({
            outputs: right,
            gradients: zeros(lengths(data.parameters)),
            inputGradients: zeros(lengths(data.inputs)),
          }),
        each,
      );
      expect(report.worstAt).toContain('gradient of');
      expect(report.worstError).toBeGreaterThan(100 * report.bound);
      expect(report.worstError).toBeLessThan(Infinity);
      expect(report.entriesSkipped).toBeLessThan(0.1 * report.entriesChecked);
      expect(roundingBound(each.graph)).toBeLessThan(1e-4);
    },
  );
});
