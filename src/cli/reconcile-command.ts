// `flopscope reconcile MODEL|FILE [--says 4.1G]`: why another tool says another number.
import { Command } from 'commander';
import { findConventions } from '../models/reconcile/find-conventions.ts';
import { reconcile } from '../models/reconcile/reconcile.ts';
import { parseSaidNumber, type SaidNumber } from '../models/reconcile/said-number.ts';
import { FlopscopeError } from '../shared/errors.ts';
import { formatReconciliation } from './models/format-reconciliation.ts';
import { addModelOptions, type ModelOptions } from './models/model-options.ts';
import { openModel } from './models/open-model.ts';
import { print } from './print.ts';

interface Options extends ModelOptions {
  readonly says?: SaidNumber & { readonly text: string };
  readonly json?: true;
}

export function reconcileCommand(): Command {
  return addModelOptions(new Command('reconcile'))
    .description('say why another tool counts another number for the same model')
    .option(
      '--says <number>',
      'what the other tool printed, like 4.1G or "3.8 billion FLOPs"',
      (text: string) => ({ text: text.trim(), ...parseSaidNumber(text) }),
    )
    .option('--json', 'print switches, conventions and findings as JSON')
    .action(run);
}

async function run(model: string, options: Options): Promise<void> {
  const { graph } = await openModel(model, options);
  if (graph === undefined) {
    throw new FlopscopeError(
      'invalid-input',
      'The file names no architecture that is known here, so there is no count to compare. Give the config.json of the model.',
    );
  }
  const { says } = options;
  const common = {
    model: graph.id,
    name: graph.name,
    bindings: graph.bindings,
    ...reconcile(graph),
  };
  const result = says === undefined ? common : { ...common, says, ...findConventions(graph, says) };
  await print(
    options.json === true ? `${JSON.stringify(result, null, 2)}\n` : formatReconciliation(result),
  );
}
