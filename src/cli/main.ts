// The command line: thin commands over the same engine, models and estimate as the page.
import { CommanderError } from 'commander';
import { asFlopscopeError } from '../shared/errors.ts';
import { FAILED, MISUSED } from './exit-codes.ts';
import { flopscopeProgram } from './flopscope-program.ts';
import { plainText } from './plain-text.ts';

try {
  await flopscopeProgram().parseAsync();
  // Dawn keeps the process alive; leaving by exit is the documented way.
  process.exit();
} catch (thrown) {
  // Its sentence stands there already; help is no failure.
  if (thrown instanceof CommanderError) process.exit(thrown.exitCode === 0 ? 0 : MISUSED);
  const error = asFlopscopeError(thrown);
  process.stderr.write(`flopscope: ${plainText(error.message)}\n`);
  process.exit(FAILED);
}
