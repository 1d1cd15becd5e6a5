// A board into a file, running or not, and a file into a board: what the command line calls.
import { FlopscopeError } from '../../shared/errors.ts';
import { type BoardPlace, findBoard, openPlace } from '../store/open-database.ts';
import { readBackup, writeBackup } from './backup-file.ts';
import type { BackupCounts } from './backup-format.ts';
import { dumpRunningBoard } from './backup-visit.ts';
import { dumpBoard } from './dump-board.ts';
import { restoreBoard, type RestoreOptions } from './restore-board.ts';

/**
 * @returns bytes of the file.
 * @throws FlopscopeError `invalid-input` when there is no board or the file cannot be written, `refused` when a running board
 *   breaks off, `aborted`; no file is left then.
 */
export async function backUpBoard(
  place: BoardPlace,
  file: string,
  signal: AbortSignal,
): Promise<number> {
  const folder =
    place.databaseUrl === undefined ? await existingFolder(place.dataFolder) : undefined;
  return writeBackup(
    file,
    async (write) => {
      if (folder !== undefined && (await dumpRunningBoard(folder, write))) return;
      const { database, close } = await openPlace(place);
      try {
        await dumpBoard(database, write);
      } finally {
        await close();
      }
    },
    signal,
  );
}

/** @throws FlopscopeError as `restoreBoard`, and `invalid-input` when a process serves the folder. */
export function restoreBackup(
  place: BoardPlace,
  file: string,
  options: RestoreOptions,
): Promise<BackupCounts> {
  return readBackup(file, async (lines) => {
    const { database, close } = await openPlace(place);
    try {
      return await restoreBoard(database, lines, options);
    } finally {
      await close();
    }
  });
}

async function existingFolder(dataFolder: string): Promise<string> {
  const folder = await findBoard(dataFolder);
  if (folder !== undefined) return folder;
  throw new FlopscopeError(
    'invalid-input',
    `There is no board in "${dataFolder}". Name its folder with --data.`,
  );
}
