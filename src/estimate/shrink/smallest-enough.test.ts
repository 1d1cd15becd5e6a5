import { describe, expect, it } from 'vitest';
import { loadCompression } from '../../facts/compression.ts';
import { torchvisionFacts } from '../../facts/facts.ts';
import { estimateInference } from '../inference/estimate-inference.ts';
import { loadFootprintFacts } from '../footprint/load-footprint-facts.ts';
import { fixtureProfile } from '../profile.fixture.ts';
import { costCandidates, LARGE_BATCH } from './cost-candidates.ts';
import { type Evaluation, findEvaluation, imageEvaluation } from './evaluations.ts';
import { runningPower } from './running-power.ts';
import { smallestEnough } from './smallest-enough.ts';

const profile = fixtureProfile();
const parsed = runningPower(profile, await loadFootprintFacts());
if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
const footprint = parsed.request;

const CHOSEN = ['squeezenet1-0', 'mobilenet-v3-small', 'resnet18', 'resnet50'];
const imagenet: Evaluation = {
  ...imageEvaluation(),
  candidates: imageEvaluation().candidates.filter(({ model }) => CHOSEN.includes(model)),
};
const costed = [...costCandidates({ candidates: imagenet.candidates, profile, footprint })];

function costOf(id: string) {
  const found = costed.find((each) => each.id === id);
  if (found === undefined) throw new Error(`${id} was not costed.`);
  return found.cost;
}

describe('costCandidates', () => {
  it('is what the estimates say of that model at that size', () => {
    const cost = costOf('resnet50 IMAGENET1K_V1');
    const use = { precision: 'f32', imageSize: 224 } as const;
    const one = estimateInference({ model: 'resnet50', use: { ...use, batch: 1 }, profile });
    const many = estimateInference({
      model: 'resnet50',
      use: { ...use, batch: LARGE_BATCH },
      profile,
    });
    expect(cost.inferenceSeconds).toEqual(one.seconds);
    expect(cost.batchedSeconds.value).toBeCloseTo(many.seconds.value / LARGE_BATCH, 12);
    expect(cost.checkpointBytes).toBe(4 * cost.params);
    expect(cost.recipe).toBe('ImageNet, 90 epochs');
  });

  it('runs every weight set at its own image size: the MACs are the published ones', () => {
    const { candidates } = imageEvaluation();
    const sizes = ['vit-b-16 IMAGENET1K_SWAG_E2E_V1', 'efficientnet-b1 IMAGENET1K_V1'];
    const chosen = candidates.filter(({ id }) => sizes.includes(id));
    expect(chosen.map(({ imageSize }) => imageSize).sort()).toEqual([240, 384]);
    for (const { id, model, weights, cost } of costCandidates({
      candidates: chosen,
      profile,
      footprint,
    })) {
      const fact = torchvisionFacts.find(
        (each) => each.model === model && each.weights === weights,
      );
      expect(cost.macs / 1e9 / (fact?.gmacs ?? 0), id).toBeCloseTo(1, 2);
    }
  });

  it('costs one architecture once, whichever weights it has', () => {
    expect(costOf('resnet50 IMAGENET1K_V2')).toBe(costOf('resnet50 IMAGENET1K_V1'));
  });

  it('energy is time × watts: training over inference as their times', () => {
    const { energyKwh, inferenceSeconds, trainingSeconds } = costOf('resnet18 IMAGENET1K_V1');
    const ratio = trainingSeconds.value / inferenceSeconds.value;
    expect(energyKwh.training.value / energyKwh.inference.value / ratio).toBeCloseTo(1, 9);
    for (const range of Object.values(energyKwh)) {
      expect(range.low).toBeLessThan(range.value);
      expect(range.high).toBeGreaterThan(range.value);
    }
  });

  it('takes the power that a person enters', async () => {
    const entered = runningPower(profile, await loadFootprintFacts(), {
      watts: '100',
      rest: '0',
      pue: '1',
    });
    if (!entered.ok) throw new Error(JSON.stringify(entered.errors));
    const candidates = imagenet.candidates.filter(({ model }) => model === 'resnet18');
    const [only] = [...costCandidates({ candidates, profile, footprint: entered.request })];
    const seconds = only?.cost.inferenceSeconds.value ?? 0;
    expect(only?.cost.energyKwh.inference.value).toBeCloseTo((seconds * 100) / 3.6e6, 15);
  });
});

describe('smallestEnough', () => {
  const ask = (goal: unknown, criterion: 'inference' | 'training' | 'size' | 'energy') =>
    smallestEnough({ evaluation: imagenet, goal, criterion, costed, profile, footprint });

  it('the cheapest that reaches the goal comes first among those that are enough', () => {
    const { candidates, goal } = ask('70', 'size');
    expect(goal).toBe(70);
    const enough = candidates.filter((each) => each.enough);
    expect(enough.map(({ id }) => id)).toEqual([
      'resnet50 IMAGENET1K_V2',
      'resnet50 IMAGENET1K_V1',
    ]);
    expect(enough[1]?.dominatedBy).toBe('resnet50 IMAGENET1K_V2');
  });

  it('by another criterion another one may be first', () => {
    const first = (criterion: 'size' | 'training') =>
      ask(55, criterion).candidates.find((each) => each.enough)?.model;
    expect(first('size')).toBe('squeezenet1-0');
    expect(first('training')).toBe('mobilenet-v3-small');
  });

  it('an accuracy that none reaches is refused with the best there is', () => {
    expect(() => ask(95, 'size')).toThrow(
      'The best here is ResNet-50 (IMAGENET1K_V2) with 80.858\u00a0%.',
    );
  });

  it('says how training, energy and domination are meant', () => {
    const { assumptions } = ask(70, 'size');
    expect(assumptions.join(' ')).toContain('ImageNet, 90 epochs');
    expect(assumptions.join(' ')).toContain('Dominated');
  });

  it('answers for encoders too, with the usual number of tokens', async () => {
    const glue = findEvaluation('glue-dev-bert', await loadCompression());
    const answer = smallestEnough({
      evaluation: glue,
      goal: 76,
      criterion: 'inference',
      costed: [...costCandidates({ candidates: glue.candidates, profile, footprint })],
      profile,
      footprint,
    });
    expect(answer.candidates.filter(({ enough }) => enough).map(({ model }) => model)).toEqual([
      'distilbert-base',
      'bert-base',
    ]);
    expect(answer.candidates[0]?.note).toContain('teacher');
  });
});
