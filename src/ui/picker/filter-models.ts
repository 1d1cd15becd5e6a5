// Which models a person means by what they typed: every word must occur in the name, id, family or year.
import type { ModelInfo } from '../../models/model-info.ts';

export interface PickableModel extends Pick<ModelInfo, 'id' | 'name' | 'family' | 'year'> {
  /** Beside the name, in place of parameters and MACs. */
  readonly details?: readonly [string, string];
}

export interface ModelFamily {
  readonly name: string;
  readonly models: readonly PickableModel[];
}

/** "ResNet-18" before "ResNet-101". */
const byName = new Intl.Collator('en', { numeric: true });

/** Families in the order given, in each the oldest first. */
export function filterModels(
  models: readonly PickableModel[],
  typed: string,
): readonly ModelFamily[] {
  const words = typed.toLowerCase().split(/\s+/).map(plain).filter(Boolean);
  const families = new Map<string, PickableModel[]>();
  for (const model of models) {
    const text = plain(`${model.name} ${model.id} ${model.family} ${model.year}`.toLowerCase());
    if (!words.every((word) => text.includes(word))) continue;
    const members = families.get(model.family);
    if (members === undefined) families.set(model.family, [model]);
    else members.push(model);
  }
  return [...families].map(([name, members]) => ({
    name,
    models: members.sort((a, b) => a.year - b.year || byName.compare(a.name, b.name)),
  }));
}

/** "ResNet-50", "resnet50" and "resnet_50" are the same to a person. */
function plain(text: string): string {
  return text.replaceAll(/[-_./]/g, '');
}
