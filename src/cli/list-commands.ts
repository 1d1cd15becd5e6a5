// `flopscope models`, `flopscope recipes` and `flopscope list cards`: the names that the other commands take.
import { Command } from 'commander';
import { listRecipes } from '../estimate/recipes.ts';
import { loadAccelerators } from '../facts/accelerators.ts';
import { countModel } from '../models/count.ts';
import type { ModelInfo } from '../models/model-info.ts';
import { unknownName } from '../models/nearest-names.ts';
import { buildModel, listModels } from '../models/zoo/zoo.ts';
import { formatAmount, formatCount } from '../shared/format.ts';
import { formatTable } from './format-table.ts';
import { print } from './print.ts';

interface Options {
  readonly json?: true;
}

interface ModelsOptions extends Options {
  readonly family?: string;
}

export function modelsCommand(): Command {
  return new Command('models')
    .description('list the models with their parameters and MACs')
    .option('--family <name>', 'only models of this family')
    .option('--json', 'print the list as JSON')
    .action(async ({ json, family }: ModelsOptions) => {
      const models = modelsOf(family).map(({ id, name, family, task, year }) => {
        const { params, activeParams, macs, flops, bindings } = countModel(buildModel(id));
        return { id, name, family, task, year, params, activeParams, macs, flops, bindings };
      });
      const rows = models.map(({ id, name, family, year, params, macs }) => [
        id,
        name,
        family,
        String(year),
        formatCount(params),
        formatAmount(macs, 'MAC'),
      ]);
      await print(
        json === true
          ? `${JSON.stringify(models, null, 2)}\n`
          : `${formatTable([['id', 'name', 'family', 'year', 'parameters', 'forward, one example'], ...rows])}\n`,
      );
    });
}

/** @throws FlopscopeError `unknown-name` naming the nearest families. */
function modelsOf(family: string | undefined): readonly ModelInfo[] {
  const all = listModels();
  if (family === undefined) return all;
  const wanted = family.toLowerCase();
  const found = all.filter((each) => each.family.toLowerCase() === wanted);
  if (found.length > 0) return found;
  const families = [...new Set(all.map((each) => each.family))];
  throw unknownName(
    'family',
    family,
    families.map((name) => ({ id: name, name })),
  );
}

export function recipesCommand(): Command {
  return new Command('recipes')
    .description('list the training recipes')
    .option('--json', 'print the list as JSON')
    .action(async ({ json }: Options) => {
      const recipes = listRecipes();
      const rows = recipes.map(({ id, summary, tasks }) => [id, tasks.join(', '), summary]);
      await print(
        json === true
          ? `${JSON.stringify(recipes, null, 2)}\n`
          : `${formatTable([['id', 'for', 'what'], ...rows])}\n`,
      );
    });
}

interface CardsOptions extends Options {
  readonly vendor?: string;
}

/** Everything that can be listed; models and recipes have commands of their own as well. */
export function listCommand(): Command {
  return new Command('list')
    .description('list what the other commands take by name')
    .addCommand(cardsCommand())
    .addCommand(modelsCommand())
    .addCommand(recipesCommand());
}

function cardsCommand(): Command {
  return new Command('cards')
    .description('list the cards with their published peaks, memory and power')
    .option('--vendor <name>', 'only cards of this vendor')
    .option('--json', 'print every figure, its sources and their conflicts as JSON')
    .action(async ({ json, vendor }: CardsOptions) => {
      const cards = (await loadAccelerators()).filter(
        (card) => vendor === undefined || card.vendor.toLowerCase() === vendor.toLowerCase(),
      );
      const rows = cards.map((card) => {
        const { f32, 'f16-matrix': matrix } = card.peakFlopsPerSecond;
        const amount = (value: number | undefined, unit: string) =>
          value === undefined ? '–' : formatAmount(value, unit);
        return [
          card.id,
          card.name,
          amount(f32, 'FLOPS'),
          amount(matrix, 'FLOPS'),
          amount(card.memoryBytes, 'B'),
          amount(card.bytesPerSecond, 'B/s'),
          amount(card.tdpWatts, 'W'),
          card.conflicts === undefined ? '' : 'sources disagree',
        ];
      });
      const header = ['id', 'name', 'f32', 'f16, matrix units', 'memory', 'bandwidth', 'power', ''];
      await print(
        json === true
          ? `${JSON.stringify(cards, null, 2)}\n`
          : `${formatTable([header, ...rows])}\n`,
      );
    });
}
