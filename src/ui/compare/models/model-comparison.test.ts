// Predictions per model from results that were really measured: parts of a run, ratios, what is withheld, what is lacking.
import { describe, expect, it } from 'vitest';
import { realProfiles } from '../../../../test/support/real-profiles.ts';
import { estimateTraining } from '../../../estimate/estimate-training.ts';
import { findRecipe } from '../../../estimate/recipes.ts';
import { type Accelerator, loadAccelerators } from '../../../facts/accelerators.ts';
import { findModel } from '../../../models/zoo/zoo.ts';
import { compareRuns } from '../../../results/compare/compare-runs.ts';
import { runOfProfile } from '../../../results/compare/run-of-profile.ts';
import { encodeSummary, openLink } from '../../../results/link/result-link.ts';
import { runOfSummary } from '../../../results/link/run-of-summary.ts';
import type { DeviceProfile } from '../../../shared/result/schema.ts';
import type { AskedPart } from './asked-part.ts';
import { askedPart, partsOf } from './asked-part.ts';
import { modelComparison } from './model-comparison.ts';
import { modelComparisonCsv, modelComparisonMarkdown } from './model-comparison-texts.ts';
import type { Foretold } from './model-times.ts';
import { memoryShortfall, shortfalls } from './shortfalls.ts';
import { basisOf, type HeldResult } from './whole-result.ts';

function real(name: string): DeviceProfile {
  const found = realProfiles().find(({ file }) => file.endsWith(name));
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found.profile;
}

const labelled = (profile: DeviceProfile, label: string): DeviceProfile => ({
  ...profile,
  identity: { ...profile.identity, label },
});
const held = (profile: DeviceProfile): HeldResult => ({ run: runOfProfile(profile), profile });

const llvmpipe = labelled(real('quick-node-llvmpipe.json'), 'Den | <b>');
const swiftshader = labelled(real('quick-node-swiftshader.json'), '=Attic');
const model = findModel('resnet18');
const recipe = findRecipe('imagenet-90-epochs');

const known = new Map<DeviceProfile, Foretold>();
function foretell(profile: DeviceProfile): Foretold {
  const before = known.get(profile);
  if (before !== undefined) return before;
  const estimate = estimateTraining({ model: model.id, recipe, profile });
  const { seconds, stepSeconds, memoryBytes } = estimate;
  const foretold: Foretold = {
    kind: 'predicted',
    seconds,
    stepSeconds,
    neededBytes: memoryBytes.total,
    shortfalls: shortfalls(estimate, profile),
  };
  known.set(profile, foretold);
  return foretold;
}

function predict(
  results: readonly HeldResult[],
  change: {
    part?: AskedPart;
    showsNotComparable?: boolean;
    cards?: readonly Accelerator[];
  } = {},
) {
  const runs = results.map(({ run }) => run);
  const { part = 'epoch', showsNotComparable = false } = change;
  const options = { basis: 'best-of-each', showsNotComparable } as const;
  const comparison = compareRuns(runs, runs[0]?.id ?? '', options);
  return modelComparison({
    comparison,
    model,
    recipe,
    part,
    bases: comparison.devices.map((device) => basisOf(device, results)),
    foretold: ({ profile }) => foretell(profile),
    showsNotComparable,
    cards: change.cards ?? [],
  });
}

describe('a model on two devices', () => {
  const results = [held(llvmpipe), held(swiftshader)];
  const times = (part: AskedPart) =>
    predict(results, { part }).devices.map(({ answer }) =>
      answer.kind === 'predicted' ? answer : undefined,
    );

  it('tells the run, its epochs and its steps by one estimate', () => {
    const [run, epoch, step] = (['run', 'epoch', 'step'] as const).map((part) => times(part)[0]);
    const { seconds } = estimateTraining({ model: model.id, recipe, profile: llvmpipe });
    expect(run?.seconds).toEqual(seconds);
    expect(epoch?.seconds.value).toBeCloseTo(seconds.value / 90, 6);
    // 1,281,167 images in batches of 256.
    expect(step?.seconds.value).toBeCloseTo(seconds.value / 90 / 5005, 6);
  });

  it('gives the ratio to the reference, the same for each part, whose interval holds it', () => {
    const [reference, other] = times('epoch');
    expect(reference?.ratio).toEqual({ kind: 'reference' });
    if (other?.ratio.kind !== 'ratio') throw new Error('There is no ratio.');
    const { ratio, comparability, flagged } = other.ratio;
    expect(ratio.median).toBeCloseTo((reference?.seconds.value ?? 0) / other.seconds.value, 10);
    expect(ratio.low).toBeLessThan(ratio.median);
    expect(ratio.high).toBeGreaterThan(ratio.median);
    expect(comparability.verdict).toBe('with-care');
    expect(flagged).toBe(false);
    expect(times('run')[1]?.ratio).toMatchObject({ kind: 'ratio' });
  });

  it('says that kernels of training were not measured', () => {
    expect(times('epoch')[0]?.shortfalls.join(' ')).toMatch(
      /suite quick measures no kernels of backward passes.*suite training/u,
    );
  });

  it('is passed on as Markdown and CSV in which no name is markup or a formula', () => {
    const markdown = modelComparisonMarkdown(predict(results));
    expect(markdown).toMatch(/^\*\*ResNet-18, “.*”\\: an epoch, on average\*\*$/mu);
    const table = markdown.split('\n').filter((line) => line.startsWith('|'));
    expect(table).toHaveLength(4);
    for (const line of table) expect(line.replaceAll(/\\./gu, '').split('|')).toHaveLength(6);
    expect(markdown).not.toContain('<b>');
    const csv = modelComparisonCsv(predict(results)).trimEnd().split('\r\n');
    const cells = csv.map((line) => line.replaceAll(/"(?:[^"]|"")*"/gu, 'x').split(',').length);
    expect(cells).toEqual([16, 16, 16]);
    expect(csv[2]).toContain('"\'=Attic"');
  });
});

describe('what may not be told', () => {
  const gpu = {
    ...llvmpipe,
    identity: { ...llvmpipe.identity, label: 'GPU', softwareAdapter: false },
  };

  it('is a ratio of a software adapter to a GPU; on request it is flagged', () => {
    const results = [held(gpu), held(swiftshader)];
    const [, withheld] = predict(results).devices;
    expect(withheld?.answer).toMatchObject({
      kind: 'predicted',
      ratio: { kind: 'withheld', comparability: { verdict: 'not-comparable' } },
    });
    expect(modelComparisonMarkdown(predict(results))).toContain('| not comparable |');
    const [, asked] = predict(results, { showsNotComparable: true }).devices;
    expect(asked?.answer).toMatchObject({ ratio: { kind: 'ratio', flagged: true } });
  });

  it('is the time of a device whose summary alone is here, and then its ratio', async () => {
    const opened = await openLink(await encodeSummary(swiftshader));
    if (opened.kind !== 'summary') throw new Error('That is a whole result.');
    const summary = { run: runOfSummary(opened.summary), profile: undefined };
    const [first, second] = predict([held(llvmpipe), summary]).devices;
    expect(first?.answer.kind).toBe('predicted');
    expect(second?.answer).toEqual({ kind: 'summary' });
    const [reference, other] = predict([summary, held(llvmpipe)]).devices;
    expect(reference?.answer.kind).toBe('summary');
    expect(other?.answer).toMatchObject({ kind: 'predicted', ratio: { kind: 'none' } });
    const load = () => Promise.resolve(swiftshader);
    const [, kept] = predict([held(llvmpipe), { ...summary, loadProfile: load }]).devices;
    expect(kept?.answer).toEqual({ kind: 'kept-elsewhere' });
  });
});

it('rests on the newest report of the suite training, or else on the newest whole one', () => {
  const report = (id: string, day: number, suite: DeviceProfile['suite']): DeviceProfile => ({
    ...llvmpipe,
    id,
    suite,
    createdAt: `2026-01-0${day}T00:00:00.000Z`,
  });
  const rests = (...profiles: readonly DeviceProfile[]) => {
    const results = profiles.map(held);
    const runs = results.map(({ run }) => run);
    const options = { basis: 'best-of-each', showsNotComparable: false } as const;
    const [device] = compareRuns(runs, runs[0]?.id ?? '', options).devices;
    const basis = device === undefined ? undefined : basisOf(device, results);
    return basis?.kind === 'whole' ? [basis.run.id, basis.reports] : basis?.kind;
  };
  expect(rests(report('old', 1, 'quick'), report('new', 3, 'quick'))).toEqual(['new', 2]);
  expect(
    rests(
      report('first', 1, 'training'),
      report('second', 2, 'training'),
      report('new', 3, 'quick'),
    )?.[0],
  ).toBe('second');
});

it('asks for an epoch where the recipe has epochs, and for the whole where it has none', () => {
  expect(askedPart(undefined, recipe)).toBe('epoch');
  expect(askedPart('step', recipe)).toBe('step');
  const tokens = findRecipe('gpt2-300b-tokens');
  expect(partsOf(tokens)).toEqual(['run', 'step']);
  expect(askedPart('epoch', tokens)).toBe('run');
});

describe('memory', () => {
  it('is held against the largest that the card is published with', () => {
    const card = { name: 'Card 8', memoryBytes: 6e9, memoryBytesOptions: [6e9, 8e9] };
    expect(memoryShortfall(7e9, card)).toBeUndefined();
    expect(memoryShortfall(9e9, undefined)).toBeUndefined();
    expect(memoryShortfall(9e9, { name: 'Card' })).toBeUndefined();
    expect(memoryShortfall(9e9, card)).toMatch(
      /does not fit: 9\.00\sGB into the 8\.00\sGB that Card 8/u,
    );
  });

  it('is that of the card which the adapter names', async () => {
    const cards = await loadAccelerators();
    const on = (description: string) => {
      const { identity } = llvmpipe;
      const gpu = { ...llvmpipe, identity: { ...identity, description, softwareAdapter: false } };
      const [device] = predict([held(gpu)], { cards }).devices;
      return device?.answer.kind === 'predicted' ? device.answer.misfit : 'no prediction';
    };
    expect(on('NVIDIA H200 SXM')).toBeUndefined();
    expect(on('A card that nobody knows')).toBeUndefined();
    expect(on('NVIDIA GeForce GTX 1050 Ti')).toMatch(/does not fit: .* published with\./u);
  });
});
