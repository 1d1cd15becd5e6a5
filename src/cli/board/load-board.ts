// The board's own modules, which bring its database: they are loaded when a command needs them. The archive for bare servers
// leaves that out.
import type * as backup from '../../board/backup/back-up-board.ts';
import type * as board from '../../board/serve-board.ts';
import { FlopscopeError } from '../../shared/errors.ts';

/** @throws FlopscopeError `missing-dependency` */
export function loadBoard(): Promise<typeof board> {
  return import('../../board/serve-board.ts').catch(missing);
}

/** @throws FlopscopeError `missing-dependency` */
export function loadBackup(): Promise<typeof backup> {
  return import('../../board/backup/back-up-board.ts').catch(missing);
}

function missing(cause: unknown): never {
  throw new FlopscopeError(
    'missing-dependency',
    'This copy of Flopscope comes without the board. Run it with npm: npx flopscope board',
    { cause },
  );
}
