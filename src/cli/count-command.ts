// `flopscope count MODEL|FILE`: parameters, MACs and FLOPs of one forward pass, block by block.
import { Command } from 'commander';
import { asConvention, findConvention, formatAs } from './models/as-convention.ts';
import { countDocument } from './models/count-document.ts';
import { formatCountDocument } from './models/format-count.ts';
import { addModelOptions, type ModelOptions } from './models/model-options.ts';
import { openModel } from './models/open-model.ts';
import { print } from './print.ts';

interface Options extends ModelOptions {
  readonly layers?: true;
  readonly as?: string;
  readonly json?: true;
}

export function countCommand(): Command {
  return addModelOptions(new Command('count'))
    .description('count parameters, MACs and FLOPs of a model or a model file (1 MAC = 2 FLOP)')
    .option('--layers', 'every layer under its block')
    .option('--as <convention>', 'also what another tool would print, see "flopscope reconcile"')
    .option('--json', 'print the whole count as JSON')
    .action(run);
}

async function run(model: string, options: Options): Promise<void> {
  // An unknown convention is refused before a long file is read.
  const convention = options.as === undefined ? undefined : findConvention(options.as);
  const opened = await openModel(model, options);
  const document = countDocument(opened);
  const said = convention === undefined ? undefined : asConvention(opened, convention);
  if (options.json === true) {
    const whole = said === undefined ? document : { ...document, as: said };
    await print(`${JSON.stringify(whole, null, 2)}\n`);
    return;
  }
  const text = formatCountDocument(document, { layers: options.layers === true });
  await print(said === undefined ? text : `${formatAs(said)}\n${text}`);
}
