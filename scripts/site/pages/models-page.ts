// Every model of the zoo as it is counted at its default sizes, and every recipe of training.
import { listRecipes } from '../../../src/estimate/recipes.ts';
import { countModel } from '../../../src/models/count.ts';
import type { ModelInfo } from '../../../src/models/model-info.ts';
import { buildModel, listModels } from '../../../src/models/zoo/zoo.ts';
import { formatAmount, formatCount } from '../../../src/shared/format.ts';
import { type DocPage, section } from '../doc-page.ts';
import { html, table } from '../html.ts';

const tasks: Readonly<Record<ModelInfo['task'], string>> = {
  'image-classification': 'Image classification',
  'language-model': 'Language models',
  'text-encoder': 'Text encoders',
  'sequence-to-sequence': 'Sequence to sequence',
};

const header = ['id', 'name', 'year', 'parameters', 'MACs forward', 'at', 'architecture after'];

export function modelsPage(): DocPage {
  const models = listModels();
  return {
    name: 'zoo',
    title: 'Models and recipes',
    summary: `${models.length} models that can be named, counted when these pages were built, and the recipes that train them. 1 MAC is 2 FLOP.`,
    sections: [
      ...Object.entries(tasks).map(([task, title]) => {
        const rows = models.filter((model) => model.task === task).map(rowOf);
        return section(title, table(title, header, rows));
      }),
      section('Recipes', recipes()),
    ],
  };
}

function rowOf({ id, name, year, source }: ModelInfo) {
  const { params, activeParams, macs, bindings } = countModel(buildModel(id));
  const active = activeParams === params ? '' : ` (${formatCount(activeParams)} active)`;
  const sizes = Object.entries(bindings).map(([key, value]) => `${key} ${value}`);
  return [
    html`<code id="${id}">${id}</code>`,
    name,
    year,
    `${formatCount(params)}${active}`,
    formatAmount(macs, 'MAC'),
    sizes.join(', '),
    source,
  ];
}

function recipes() {
  const rows = listRecipes().map(({ id, name, summary, facts }) => [
    html`<code id="recipe-${id}">${id}</code>`,
    name,
    summary,
    facts.map(
      ({ sentence, source, provenance }) =>
        html`<p>${sentence} <span class="cited">${source} (${provenance})</span></p>`,
    ),
  ]);
  return table('Recipes', ['id', 'name', 'what', 'where its figures come from'], rows);
}
