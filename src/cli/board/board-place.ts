// Where the board keeps everything, as the command line is told: a folder, or the server of DATABASE_URL.
import { join } from 'node:path';
import type { BoardPlace } from '../../board/store/open-database.ts';
import { dataFolder } from '../data-folder.ts';

export function boardPlace({ data }: { readonly data?: string }): BoardPlace {
  const url = process.env['DATABASE_URL'];
  return {
    dataFolder: data ?? join(dataFolder(), 'board'),
    databaseUrl: url === '' ? undefined : url,
  };
}

/** Without the address of the server, which may hold a password. */
export function placeName({ dataFolder: folder, databaseUrl }: BoardPlace): string {
  return databaseUrl === undefined ? folder : 'the database of DATABASE_URL';
}
