// The command line: thin commands over the same engine, models and estimate as the page.
import { Command, CommanderError } from 'commander';
import { asFlopscopeError } from '../shared/errors.ts';
import { boardCommand } from './board-command.ts';
import { digitsCommand } from './digits-command.ts';
import { compareCommand } from './compare-command.ts';
import { compareResultsCommand } from './compare-results-command.ts';
import { countCommand } from './count-command.ts';
import { enoughCommand } from './enough-command.ts';
import { estimateCommand } from './estimate-command.ts';
import { FAILED, MISUSED } from './exit-codes.ts';
import { flexibilityCommand } from './flexibility-command.ts';
import { inferenceCommand } from './estimate/inference-command.ts';
import { utilizationCommand } from './estimate/utilization-command.ts';
import { listCommand, modelsCommand, recipesCommand } from './list-commands.ts';
import { measureCommand } from './measure-command.ts';
import { plainText } from './plain-text.ts';
import { reconcileCommand } from './reconcile-command.ts';
import { validateCommand } from './validate-command.ts';
import { shrinkDigitsCommand } from './shrink-digits-command.ts';
import { selftestCommand } from './selftest-command.ts';
import { submitCommand } from './submit-command.ts';

const program = new Command('flopscope')
  .description('See what your GPU really does, and what your model really costs on it.')
  .showHelpAfterError()
  .addCommand(measureCommand())
  .addCommand(submitCommand())
  .addCommand(compareResultsCommand())
  .addCommand(countCommand())
  .addCommand(reconcileCommand())
  .addCommand(estimateCommand())
  .addCommand(inferenceCommand())
  .addCommand(enoughCommand())
  .addCommand(compareCommand())
  .addCommand(utilizationCommand())
  .addCommand(validateCommand())
  .addCommand(digitsCommand())
  .addCommand(shrinkDigitsCommand())
  .addCommand(flexibilityCommand())
  .addCommand(boardCommand())
  .addCommand(modelsCommand())
  .addCommand(recipesCommand())
  .addCommand(listCommand())
  .addCommand(selftestCommand());

try {
  await program.parseAsync();
  // Dawn keeps the process alive; leaving by exit is the documented way.
  process.exit();
} catch (thrown) {
  // Its sentence stands there already; help is no failure.
  if (thrown instanceof CommanderError) process.exit(thrown.exitCode === 0 ? 0 : MISUSED);
  const error = asFlopscopeError(thrown);
  process.stderr.write(`flopscope: ${plainText(error.message)}\n`);
  process.exit(FAILED);
}
