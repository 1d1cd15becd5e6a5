// Trends in a real browser: the efficiency ruler on the example's device, claims with changed inputs and a claim of
// one's own, and the stories.
import type { ElementHandle } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { by, Lab, textOf, waitFor } from './support/lab.ts';
import { FULL } from './support/full.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});

const patience = { timeout: 60_000, interval: 100 };

describe('the efficiency ruler', () => {
  it('recomputes the doubling and predicts every point on the device', async () => {
    const { page, errors } = await lab.newPage('#/trends');
    await waitFor(page, 'efficiency-on-device', patience.timeout);
    expect(await textOf(page, 'efficiency-answer')).toMatch(
      /Half the compute every 15\.7 months \( 13\.\d–19\.\d \)/,
    );
    const here = await textOf(page, 'efficiency-on-device');
    for (const name of ['AlexNet', 'MobileNet', 'EfficientNet (b0)']) expect(here).toContain(name);
    expect(await textOf(page, 'efficiency-claim-resnet50-doubling')).toMatch(/differs .*22\.7/);
    expect(await textOf(page, 'unit-trap')).toMatch(/unverified/);
    expect(await textOf(page, 'efficiency-table')).toMatch(/openai\/ai-and-efficiency.*licence/);
    expect(errors).toEqual([]);
  });

  it.runIf(FULL)('places a run of one’s own, and says what is wrong with it', async () => {
    const { page } = await lab.newPage('#/trends?model=resnet18&epochs=5');
    await waitFor(page, 'efficiency-answer', patience.timeout);
    await expect
      .poll(() => textOf(page, 'efficiency-table'), patience)
      .toMatch(/ResNet-18 your run/);
    const epochs = await page.$(by('field-epochs'));
    await epochs?.click({ count: 3 });
    await epochs?.type('-1');
    await expect
      .poll(() => textOf(page, 'own-run-error'), patience)
      .toMatch(/The epochs of ResNet-18 must be a number/);
    expect(page.url()).toMatch(/epochs=-1/);
  });
});

describe('the claim checker', () => {
  it.runIf(FULL)('reckons with a changed input, which stays in the address', async () => {
    const { page, errors } = await lab.newPage('#/trends?view=claims&claim=grover');
    await waitFor(page, 'claim-grover', patience.timeout);
    expect(await textOf(page, 'claim-grover')).toMatch(/25,804\.80/);
    const price = await page.waitForSelector(by('field-grover-price'), { visible: true });
    await price?.click({ count: 3 });
    await price?.type('0.6');
    await expect.poll(() => textOf(page, 'claim-grover'), patience).toMatch(/51,609\.60/);
    expect(new URL(page.url()).hash).toMatch(/edits=grover\.price/);
    await page.reload();
    await waitFor(page, 'claim-grover', patience.timeout);
    expect(await textOf(page, 'claim-grover')).toMatch(/51,609\.60/);
    await expect.poll(() => textOf(page, 'claim-gpt3-cost'), patience).toMatch(/FLOP.*years/);
    expect(errors).toEqual([]);
  });

  it('reckons what is typed, with its unit, and marks the place of a mistake', async () => {
    const { page } = await lab.newPage('#/trends?view=claims');
    await waitFor(page, 'typed-claim', patience.timeout);
    const field = (await page.$(by('typed-claim'))) as ElementHandle<HTMLTextAreaElement> | null;
    await field?.type('17,810 core-hours × 3.22 USD/v4-chip-hour');
    await expect
      .poll(() => textOf(page, 'typed-answer'), patience)
      .toMatch(/57,348\.20.*left over/);
    await field?.click({ count: 3 });
    await field?.type('2 cores + 3 chips');
    await expect.poll(() => textOf(page, 'typed-answer'), patience).toMatch(/are not the same/);
    expect(await textOf(page, 'typed-place')).toBe('2 cores + 3 chips');
  });
});

it('the stories are told with their figures and lead to an instrument', async () => {
  const { page, errors } = await lab.newPage('#/trends?view=stories');
  await waitFor(page, 'story-halving', patience.timeout);
  expect(await textOf(page, 'story-halving')).toMatch(
    /fell 44 times .* give 44\.9 times and 15\.7/,
  );
  const link = await page.$(by('story-a-laboratory') + ' a');
  await link?.click();
  await waitFor(page, 'claim-bert-cost', patience.timeout);
  expect(page.url()).toMatch(/view=claims&claim=bert-cost/);
  expect(errors).toEqual([]);
});
