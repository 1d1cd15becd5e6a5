// `flopscope models` and `flopscope recipes`: the names that the other commands take.
import { Command } from 'commander';
import { listRecipes } from '../estimate/recipes.ts';
import { countModel } from '../models/count.ts';
import { buildModel, listModels } from '../models/zoo/zoo.ts';
import { formatAmount, formatCount } from '../shared/format.ts';
import { formatTable } from './format-table.ts';
import { print } from './print.ts';

interface Options {
  readonly json?: true;
}

export function modelsCommand(): Command {
  return new Command('models')
    .description('list the models with their parameters and MACs')
    .option('--json', 'print the list as JSON')
    .action(async ({ json }: Options) => {
      const models = listModels().map(({ id, name, family, year }) => {
        const { params, macs } = countModel(buildModel(id));
        return { id, name, family, year, params, macs };
      });
      const rows = models.map(({ id, name, year, params, macs }) => [
        id,
        name,
        String(year),
        formatCount(params),
        formatAmount(macs, 'MAC'),
      ]);
      await print(
        json === true
          ? `${JSON.stringify(models, null, 2)}\n`
          : `${formatTable([['id', 'name', 'year', 'parameters', 'forward, one example'], ...rows])}\n`,
      );
    });
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
