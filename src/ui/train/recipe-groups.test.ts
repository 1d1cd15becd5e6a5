import { describe, expect, it } from 'vitest';
import { mainFields, recipeGroups } from './recipe-groups.ts';
import { askQuestion } from './training-question.ts';

const groupsOf = (parameters: Readonly<Record<string, string>>) =>
  recipeGroups(askQuestion(parameters).fields);

describe('recipe groups', () => {
  it('a person who knows nothing sees length, batch and size; all else is closed', () => {
    const { fields } = askQuestion({});
    expect(mainFields(fields).map(({ field }) => field)).toEqual([
      'examples',
      'epochs',
      'batch',
      'imageSize',
    ]);
    const groups = recipeGroups(fields);
    expect(groups.map(({ group }) => group)).toEqual([
      'numbers',
      'memory',
      'devices',
      'tuning',
      'trials',
    ]);
    expect(groups.some(({ open }) => open)).toBe(false);
    expect(groups.map(({ summary }) => summary)).toEqual([
      'SGD, momentum; f32',
      'whole batch',
      'one GPU',
      'all layers',
      'one run',
    ]);
  });

  it('opens what was changed, and says it in a few words', () => {
    const [numbers, memory, devices] = groupsOf({
      precision: 'mixed',
      memory: '24',
      accumulation: '4',
      checkpointing: 'blocks',
      devices: '8',
    });
    expect(numbers).toMatchObject({ open: true, summary: 'SGD, momentum; mixed f16 and f32' });
    expect(memory).toMatchObject({ open: true, summary: '4 parts, recomputed' });
    expect(devices).toMatchObject({ open: true, summary: '8 GPUs' });
  });

  it('shows only the fields that matter, and any that is wrong', () => {
    const shown = (parameters: Readonly<Record<string, string>>) =>
      groupsOf(parameters).flatMap(({ fields }) => fields.map(({ field }) => field));
    expect(shown({})).not.toContain('interconnect');
    expect(shown({ devices: '8' })).toContain('interconnect');
    expect(shown({ tuning: 'last' })).toContain('tunedBlocks');
    expect(shown({ tuning: 'last' })).not.toContain('loraRank');
    expect(shown({ loraRank: '0' })).toContain('loraRank');
  });
});
