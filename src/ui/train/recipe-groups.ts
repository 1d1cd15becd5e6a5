// The recipe's fields in groups: what everybody sees, and what opens on demand, each with what it holds at present.
import type { FieldGroup } from '../../estimate/recipes.ts';
import type { FormField } from './training-question.ts';

export interface RecipeGroup {
  readonly group: Exclude<FieldGroup, 'run'>;
  readonly title: string;
  readonly fields: readonly FormField[];
  /** "SGD, momentum, f32": the present choice in a few words. */
  readonly summary: string;
  /** Something was changed or is wrong: it should be seen. */
  readonly open: boolean;
}

const TITLES: readonly (readonly [RecipeGroup['group'], string])[] = [
  ['numbers', 'Optimizer and precision'],
  ['memory', 'Memory'],
  ['devices', 'Several GPUs'],
  ['tuning', 'Fine-tuning'],
  ['trials', 'Trials'],
];

/** Fields of the form outside all groups. */
export function mainFields(fields: readonly FormField[]): readonly FormField[] {
  return fields.filter(({ group }) => group === 'run');
}

/** All but the memory of the GPU, which stands where it is held against the need. */
export function recipeGroups(fields: readonly FormField[]): readonly RecipeGroup[] {
  return TITLES.flatMap(([group, title]): RecipeGroup[] => {
    const own = fields.filter(
      (field) => field.group === group && field.field !== 'memory' && applies(field, fields),
    );
    if (own.length === 0) return [];
    const open = own.some(({ changed, error }) => changed || error !== undefined);
    return [{ group, title, fields: own, summary: summaryOf(group, own), open }];
  });
}

/** Whether the field matters with what the others hold. */
export function applies({ needs, error }: FormField, fields: readonly FormField[]): boolean {
  if (needs === undefined || error !== undefined) return true;
  const text = fields.find(({ field }) => field === needs.field)?.text ?? '';
  return needs.values === undefined ? Number(text) !== 1 : needs.values.includes(text);
}

function summaryOf(group: RecipeGroup['group'], fields: readonly FormField[]): string {
  const text = (name: string) => fields.find(({ field }) => field === name)?.text ?? '';
  const chosen = (name: string) => {
    const field = fields.find((each) => each.field === name);
    return field === undefined ? '' : (field.choiceNames?.[field.text] ?? field.text);
  };
  switch (group) {
    case 'numbers':
      return `${chosen('optimizer')}; ${chosen('precision')}`;
    case 'memory': {
      const parts = text('accumulation') === '1' ? 'whole batch' : `${text('accumulation')} parts`;
      const kept = text('checkpointing') === 'none' ? '' : ', recomputed';
      return `${parts}${kept}`;
    }
    case 'devices':
      return text('devices') === '1' ? 'one GPU' : `${text('devices')} GPUs`;
    case 'tuning':
      return chosen('tuning');
    case 'trials':
      return text('trials') === '1' ? 'one run' : `${text('trials')} runs`;
  }
}
