// `flopscope board backup` and `flopscope board restore`: everything that a board holds, as one file.
import { Command } from 'commander';
import { formatAmount } from '../../shared/format.ts';
import { print } from '../print.ts';
import { boardPlace, placeName } from './board-place.ts';
import { loadBackup } from './load-board.ts';

interface Options {
  readonly data?: string;
  readonly replace?: true;
}

const DATA = ['--data <dir>', 'folder of the board; your data folder when left out'] as const;

export function backupCommand(): Command {
  return new Command('backup')
    .description('write everything on the board to one file, while it runs too')
    .argument('<file>', 'what to write; one that is there is replaced when the new one is complete')
    .option(...DATA)
    .addHelpText('after', '\nDATABASE_URL names a board on a PostgreSQL server instead.')
    .action(async (file: string, _: Options, command: Command) => {
      const place = boardPlace(command.optsWithGlobals<Options>());
      const { backUpBoard } = await loadBackup();
      const bytes = await untilInterrupted((signal) => backUpBoard(place, file, signal));
      await print(
        `The board in ${placeName(place)} is in ${file} (${formatAmount(bytes, 'B')}).\n`,
      );
    });
}

export function restoreCommand(): Command {
  return new Command('restore')
    .description('put everything of a backup on an empty board that does not run; all or nothing')
    .argument('<file>', 'what “flopscope board backup” wrote')
    .option(...DATA)
    .option('--replace', 'delete what is on the board now')
    .addHelpText('after', '\nDATABASE_URL names a PostgreSQL server instead.')
    .action(async (file: string, _: Options, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const place = boardPlace(options);
      const { restoreBackup } = await loadBackup();
      const { spaces, results } = await untilInterrupted((signal) =>
        restoreBackup(place, file, { replace: options.replace === true, signal }),
      );
      await print(
        `${spaces} ${spaces === 1 ? 'space' : 'spaces'} and ${results} ${results === 1 ? 'result' : 'results'} are on the board in ${placeName(place)}.\n`,
      );
    });
}

async function untilInterrupted<Outcome>(
  work: (signal: AbortSignal) => Promise<Outcome>,
): Promise<Outcome> {
  const controller = new AbortController();
  const interrupt = (): void => {
    controller.abort();
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const each of signals) process.once(each, interrupt);
  try {
    return await work(controller.signal);
  } finally {
    for (const each of signals) process.removeListener(each, interrupt);
  }
}
