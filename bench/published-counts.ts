// npm run bench:counts: every published count beside Flopscope's own, as a table in Markdown. The tests hold the
// same pairs; this prints them for a sceptic.
import { mkdir, writeFile } from 'node:fs/promises';
import {
  printedTransformerFacts,
  roundedCounts,
  torchvisionFacts,
  transformerFacts,
} from '../src/facts/facts.ts';
import { countModel } from '../src/models/count.ts';
import { buildModel } from '../src/models/zoo/zoo.ts';
import { formatCount } from '../src/shared/format.ts';
import { markdownTable } from './support/markdown-table.ts';

const PATH = 'bench/results/published-counts.md';

export async function main(): Promise<void> {
  const architectures = new Set(torchvisionFacts.map((fact) => fact.model));
  const parts = [
    '# Published counts beside counted ones',
    `1 MAC = 2 FLOP. ${architectures.size} architectures of torchvision in ${torchvisionFacts.length} weight sets, and ${transformerFacts.length + printedTransformerFacts.length} figures of language models. Sources and dates stand in src/facts.`,
    '## torchvision',
    markdownTable(
      ['model', 'weights', 'pixels', 'parameters', 'counted', 'GMACs', 'counted', 'difference'],
      torchvisionFacts.map((fact) => {
        const { params, macs } = countModel(buildModel(fact.model, { imageSize: fact.cropPixels }));
        return [
          fact.model,
          fact.weights,
          String(fact.cropPixels),
          formatCount(fact.params),
          params === fact.params ? 'equal' : formatCount(params),
          fact.gmacs.toFixed(3),
          (macs / 1e9).toFixed(6),
          percent(macs / 1e9 / fact.gmacs - 1),
        ];
      }),
    ),
    '## Language models, exact figures',
    markdownTable(
      ['model', 'parameters', 'counted', 'what the figure counts'],
      transformerFacts.map((fact) => {
        const { params } = countModel(buildModel(fact.model));
        const counted = params === fact.params ? 'equal' : formatCount(params);
        return [fact.model, formatCount(fact.params), counted, fact.counts];
      }),
    ),
    '## Language models, printed figures',
    markdownTable(
      ['model', 'printed', 'counted', 'agrees'],
      printedTransformerFacts
        .filter((fact) => fact.quantity === 'params')
        .map((fact) => {
          const { params } = countModel(buildModel(fact.model));
          const within = Math.abs(params - fact.value) <= fact.roundedTo / 2;
          const agrees = within
            ? 'within the rounding'
            : `no: ${fact.explanation ?? 'unexplained'}`;
          return [fact.model, fact.printed, formatCount(params), agrees];
        }),
    ),
    '## Rounded figures of parameters and MACs',
    markdownTable(
      ['model', 'quantity', 'printed', 'counted', 'without'],
      roundedCounts.map((fact) => {
        const { quantity, leavesOut = [] } = fact;
        const count = countModel(buildModel(fact.model));
        const value = count.layers
          .filter((layer) => leavesOut.includes(layer.name))
          .reduce((rest, layer) => rest - layer[quantity], count[quantity]);
        return [
          fact.model,
          quantity,
          formatCount(fact.value),
          formatCount(value),
          leavesOut.join(', '),
        ];
      }),
    ),
  ];
  const text = `${parts.join('\n\n')}\n`;
  await mkdir('bench/results', { recursive: true });
  await writeFile(PATH, text);
  process.stdout.write(`${text}written: ${PATH}\n`);
}

function percent(share: number): string {
  return `${share < 0 ? '−' : '+'}${Math.abs(share * 100).toFixed(3)} %`;
}
