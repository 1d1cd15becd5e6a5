import { describe, expect, it } from 'vitest';
import { loadAccelerators } from './accelerators.ts';
import { loadPrices } from './cloud-prices.ts';
import { loadCostClaims } from './cost-claims.ts';
import { loadEverydayThings } from './equivalents.ts';
import { printedTransformerFacts, trainingFact } from './facts.ts';
import { loadFoundingArticles } from './founding-articles.ts';
import { loadNotableModels } from './notable-models.ts';
import { publishedUtilization } from './utilization.ts';

const claims = await loadCostClaims();

function input(id: string, name: string): number {
  const found = claims.find((claim) => claim.id === id)?.inputs.find((each) => each.name === name);
  if (found === undefined) throw new Error(`The claim ${id} has no input ${name}.`);
  return found.value;
}

describe('the claims of cost', () => {
  it('are cited, and their names are their own', () => {
    expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length);
    for (const { id, inputs, others, date, checked } of claims) {
      const names = [...inputs.map(({ name }) => name), ...others.map((each) => each.id)];
      expect(new Set(names).size, id).toBe(names.length);
      expect(names, id).not.toContain('result');
      expect(names, id).not.toContain('published');
      if (date !== undefined) expect(date < checked, id).toBe(true);
    }
  });

  it('say what the articles say', async () => {
    const articles = await loadFoundingArticles();
    const figure = (id: string, name: string) =>
      articles.find((each) => each.id === id)?.figures[name];
    const published = (id: string) => claims.find((each) => each.id === id)?.published?.value;
    for (const id of ['muNet-critic', 'muNet-reply', 'grover', 'gpt3-cost', 'bert-cost']) {
      expect(published(id), id).toBe(figure(id, 'usd'));
    }
    expect(published('umass-carbon')).toBe(figure('umass-carbon', 'lb_co2'));
    expect(published('mtnlg-cluster')).toBe(figure('mtnlg-cluster', 'usd_total'));
    expect(input('mtnlg-cluster', 'price')).toBe(figure('mtnlg-cluster', 'usd_per_dgx'));
    expect(input('mtnlg-cluster', 'parameters')).toBe(figure('mtnlg-size', 'params'));
    expect(input('muNet-critic', 'hours')).toBe(figure('muNet-critic', 'core_hours'));
    expect(input('muNet-critic', 'v4OnDemand')).toBe(figure('muNet-critic', 'usd_per_core_hour'));
    expect(input('muNet-reply', 'v4Hours')).toBe(figure('muNet-reply', 'v4_chip_hours'));
    expect(input('muNet-reply', 'v3Hours')).toBe(figure('muNet-reply', 'v3_chip_hours'));
    expect(input('muNet-reply', 'v4Price')).toBe(figure('muNet-reply', 'v4_usd'));
    expect(input('muNet-reply', 'v3Price')).toBe(figure('muNet-reply', 'v3_usd'));
    expect(input('dgx-power', 'power')).toBe(figure('dgx-power', 'kw'));
    expect(input('dgx-power', 'cooling')).toBe(figure('dgx-power', 'cooling_factor'));
    expect(published('muNet-sparsity')).toBeCloseTo(
      100 * (figure('muNet-sparsity', 'active_fraction') ?? 0),
      9,
    );
  });

  it('their models and steps are those of the other facts', async () => {
    const params = (model: string) =>
      printedTransformerFacts.find((each) => each.model === model)?.value;
    expect(input('gpt3-cost', 'parameters')).toBe(params('gpt3-175b'));
    expect(input('grover', 'parameters')).toBe(params('grover-mega'));
    expect(input('bert-flight', 'parameters')).toBe(params('bert-base'));
    expect(input('bert-flight', 'batch')).toBe(trainingFact('bert-batch').value);
    expect(input('bert-flight', 'shortSteps')).toBe(trainingFact('bert-short-steps').value);
    expect(input('bert-flight', 'longSteps')).toBe(trainingFact('bert-long-steps').value);
    const { models } = await loadNotableModels();
    const notable = (name: string) => models.find((each) => each.name === name);
    expect(input('bert-cost', 'work')).toBe(notable('BERT-Large')?.trainingFlops);
    expect(input('bert-cost', 'chips')).toBe(notable('BERT-Large')?.quantity);
    expect(input('bert-cost', 'time')).toBe(notable('BERT-Large')?.hours);
    expect(input('dgx-power', 'time')).toBe(notable('Megatron-Turing NLG 530B')?.hours);
    expect(8 * input('dgx-power', 'servers')).toBe(notable('Megatron-Turing NLG 530B')?.quantity);
  });

  it('their hardware, prices and flights too', async () => {
    const [cards, { prices }, things] = await Promise.all([
      loadAccelerators(),
      loadPrices(),
      loadEverydayThings(),
    ]);
    const peaks = (id: string) => cards.find((card) => card.id === id)?.peakFlopsPerSecond;
    expect(input('muNet-reply', 'v4Peak') * 1e12).toBe(peaks('google-tpu-v4')?.['bf16-matrix']);
    expect(input('muNet-reply', 'v3Peak') * 1e12).toBe(peaks('google-tpu-v3')?.['bf16-matrix']);
    expect(input('gpt3-cost', 'peak') * 1e12).toBe(
      peaks('nvidia-tesla-v100-sxm2-16-gb')?.['f16-matrix'],
    );
    expect(input('umass-carbon', 'peak') * 1e12).toBe(peaks('nvidia-tesla-p100-sxm2')?.f32);
    expect(input('muNet-reply', 'utilisation')).toBe(
      Math.round(publishedUtilization().median * 100),
    );
    const price = (id: string) => prices.find((each) => each.id === id);
    expect(input('gpt3-cost', 'price')).toBe(price('aws-p3-2xlarge')?.price);
    expect(input('gpt3-cost', 'lambdaPrice')).toBe((price('lambda-gpu-8x-v100')?.price ?? 0) / 8);
    expect(input('bert-cost', 'price')).toBe(price('gcp-v2-8')?.price);
    expect(input('bert-cost', 'chipsInDevice')).toBe(price('gcp-v2-8')?.accelerators);
    const v3 = price('gcp-v3-8');
    expect(input('muNet-units', 'v3OnDemand')).toBe((v3?.price ?? 0) / (v3?.accelerators ?? 1));
    const v3Core = price('gcp-v3-8-preemptible');
    expect(input('grover', 'price')).toBeCloseTo((v3Core?.price ?? 0) / 8, 12);
    expect(input('bert-flight', 'flight')).toBe(
      things.find(({ id }) => id === 'flight-long')?.amount,
    );
  });
});
