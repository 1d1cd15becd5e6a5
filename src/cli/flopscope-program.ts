// Every command of the command line, put together; nothing is read or run.
import { Command } from 'commander';
import { boardCommand } from './board-command.ts';
import { digitsCommand } from './digits-command.ts';
import { compareCommand } from './compare-command.ts';
import { compareResultsCommand } from './compare-results-command.ts';
import { countCommand } from './count-command.ts';
import { enoughCommand } from './enough-command.ts';
import { estimateCommand } from './estimate-command.ts';
import { flexibilityCommand } from './flexibility-command.ts';
import { inferenceCommand } from './estimate/inference-command.ts';
import { utilizationCommand } from './estimate/utilization-command.ts';
import { listCommand, modelsCommand, recipesCommand } from './list-commands.ts';
import { measureCommand } from './measure-command.ts';
import { reconcileCommand } from './reconcile-command.ts';
import { validateCommand } from './validate-command.ts';
import { shrinkDigitsCommand } from './shrink-digits-command.ts';
import { selftestCommand } from './selftest-command.ts';
import { submitCommand } from './submit-command.ts';

export function flopscopeProgram(): Command {
  return new Command('flopscope')
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
}
