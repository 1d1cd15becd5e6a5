import { expect, it } from 'vitest';
import { testProfile } from '../../shared/result/profile.fixture.ts';
import { candidatesOf } from '../compare/candidate.ts';
import { embedQuestion } from './embed-question.ts';
import { trainingChoice } from './training-choice.ts';

const candidates = candidatesOf({
  history: ['aaaaaaaa', 'bbbbbbbb'].map((id) => testProfile({ id })),
  opened: [],
  example: testProfile({ id: 'cccccccc' }),
});
const ask = (parameters: Record<string, string>, shown?: string) =>
  embedQuestion(parameters, candidates, shown, 'http://localhost:4173/', trainingChoice);

it('takes the result that is shown unless the address names another', () => {
  expect(ask({}).chosen?.key).toBe('aaaaaaaa');
  expect(ask({}, 'bbbbbbbb').chosen?.key).toBe('bbbbbbbb');
  expect(ask({ result: 'cccccccc' }, 'bbbbbbbb').chosen?.origin.kind).toBe('example');
  expect(ask({ result: 'none' }).chosen).toBeUndefined();
});

it('says that a result is not here', () => {
  const { chosen, notices } = ask({ result: 'dddddddd' });
  expect(chosen?.key).toBe('aaaaaaaa');
  expect(notices).toEqual([expect.stringMatching(/not among those/)]);
});

it('keeps what was typed, and where the lab is served as long as that is no address', () => {
  const { site, siteField, parent, parentField } = ask({ site: 'example', parent: 'blog' });
  expect(site).toBe('http://localhost:4173/');
  expect(siteField).toMatchObject({ text: 'example', error: expect.any(String) as string });
  expect(parent).toBeUndefined();
  expect(parentField.error).toMatch(/page/);
  expect(ask({ site: 'https://x.org/lab' }).site).toBe('https://x.org/lab/');
});

it('asks for the training of a model, by its first recipe unless another fits', () => {
  expect(ask({}).training).toBeUndefined();
  const { training } = ask({ model: 'resnet18' });
  expect([training?.model.name, training?.base]).toEqual(['ResNet-18', training?.recipes[0]]);
  expect(ask({ model: 'resnet18', recipe: 'custom' }).training?.base.id).toBe('custom');
  expect(ask({ model: 'resnet180' }).notices.join(' ')).toMatch(/resnet18/);
});

it('takes variants of a model, and says what is none', () => {
  expect(ask({ variants: 'int8' }).variants).toBeUndefined();
  expect(ask({ model: 'resnet18', variants: 'pruned:0.9, int8' }).variants).toBe('pruned:0.9,int8');
  const { variants, variantsField } = ask({ model: 'resnet18', variants: 'int9' });
  expect(variants).toBeUndefined();
  expect(variantsField).toMatchObject({
    text: 'int9',
    error: expect.stringMatching(/int8/) as string,
  });
});
