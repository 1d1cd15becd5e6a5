import { describe, expect, it } from 'vitest';
import { listModels } from '../../../models/zoo/zoo.ts';
import { askVariants } from './variants-question.ts';

describe('askVariants', () => {
  it.each(listModels().map(({ id }) => [id]))(
    'asks by itself something possible of %s',
    (model) => {
      const form = askVariants({ model });
      expect(form).toMatchObject({ isValid: true, listError: undefined, notices: [] });
      expect(form.question).toMatchObject({ model, variants: form.text });
      expect(form.question.largeBatch).toBeGreaterThan(form.question.use.batch);
    },
  );

  it('follows the address', () => {
    const form = askVariants({
      ...{ model: 'vgg16', variants: 'int8,fused+int8', batch: '2', largeBatch: '64' },
      ...{ imageSize: '128', fineTuning: '20 %' },
    });
    expect(form.isValid).toBe(true);
    expect(form.question).toMatchObject({
      ...{ model: 'vgg16', variants: 'int8,fused+int8', largeBatch: 64, fineTuning: 0.2 },
      use: { batch: 2, imageSize: 128 },
    });
  });

  it('asks for tokens where a model reads them, and offers students where some were published', () => {
    const form = askVariants({ model: 'bert-base', tokensIn: '64' });
    expect(form.fields.map(({ key }) => key)).toContain('tokensIn');
    expect(form.fields.map(({ key }) => key)).not.toContain('imageSize');
    expect(form.question.use.tokensIn).toBe(64);
    expect(form.text).toContain('distilled:distilbert-base');
  });

  it.each([
    ['batch', '0'],
    ['batch', 'many'],
    ['largeBatch', '1'],
    ['largeBatch', '1e9'],
    ['imageSize', '-3'],
    ['fineTuning', '-0.1'],
    ['fineTuning', '11'],
    ['fineTuning', 'little'],
  ])('keeps %s=%s as typed, says what is wrong, and asks for the usual', (key, typed) => {
    const form = askVariants({ [key]: typed });
    const field = form.fields.find((each) => each.key === key);
    expect(field?.text).toBe(typed);
    expect(field?.error).toMatch(/\.$/);
    expect(form.isValid).toBe(false);
    expect(form.question).toEqual(askVariants({}).question);
  });

  it('asks for what is possible of a list, and for the usual where nothing is', () => {
    const some = askVariants({ variants: 'pruned:1.5.2,int8' });
    expect(some).toMatchObject({ isValid: false, question: { variants: 'int8' } });
    const none = askVariants({ variants: 'nonsense' });
    expect(none.question.variants).toBe(askVariants({}).text);
    expect(askVariants({ variants: '' }).listError).toContain('empty');
  });

  it('names a model that there is not', () => {
    const form = askVariants({ model: 'resnet51' });
    expect(form.model.id).toBe('resnet50');
    expect(form.notices.join()).toContain('resnet51');
  });
});
