import { describe, expect, it } from 'vitest';
import { askQuestion, possiblePart, questionParameters } from './training-question.ts';

describe('askQuestion', () => {
  it('asks about ResNet-50 by its first recipe when nothing is said', () => {
    const question = askQuestion({});
    expect(question.model.id).toBe('resnet50');
    expect(question.base.id).toBe(question.recipes[0]?.id);
    expect(question.parsed.ok).toBe(true);
    expect(question.notices).toEqual([]);
    expect(questionParameters(question)).toEqual({});
  });

  it('names the nearest models for one that does not exist', () => {
    const { notices, model } = askQuestion({ model: 'resnet5' });
    expect(model.id).toBe('resnet50');
    expect(notices.join()).toContain('resnet50');
  });

  it('replaces a recipe that does not train the model, and says so', () => {
    const other = askQuestion({ model: 'gpt2-small' }).base.id;
    const { notices, base } = askQuestion({ model: 'resnet50', recipe: other });
    expect(base.id).not.toBe(other);
    expect(notices).toHaveLength(1);
  });

  it.each(['-4', '0', 'NaN', '1e99', 'many'])(
    'keeps "%s" as typed and says what is wrong',
    (batch) => {
      const question = askQuestion({ batch });
      const field = question.fields.find((candidate) => candidate.field === 'batch');
      expect(question.parsed.ok).toBe(false);
      expect(field).toMatchObject({ text: batch, changed: true });
      expect(field?.error).toMatch(/\w+ .*\./);
      expect(questionParameters(question)).toEqual({ batch });
    },
  );

  it('answers the possible part of a question: without what is wrong, with all else that was typed', () => {
    const part = possiblePart(askQuestion({ batch: '-4', epochs: '3' }));
    const asked = askQuestion({ epochs: '3' }).parsed;
    expect(part).toEqual(asked);
    expect(part.ok).toBe(true);
  });

  it('leaves what equals the recipe out of the address', () => {
    const batch = askQuestion({}).fields.find(({ field }) => field === 'batch');
    expect(questionParameters(askQuestion({ batch: String(batch?.value) }))).toEqual({});
  });
});
