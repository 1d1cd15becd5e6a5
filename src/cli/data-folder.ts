// Where the command line keeps what it cannot make again: the user's data folder, by the custom of each system.
import { homedir, platform } from 'node:os';
import { join } from 'node:path';

export function dataFolder(): string {
  return join(usersData(), 'flopscope');
}

function usersData(): string {
  const { XDG_DATA_HOME: xdg, LOCALAPPDATA: local } = process.env;
  if (xdg !== undefined && xdg !== '') return xdg;
  if (platform() === 'win32' && local !== undefined) return local;
  return platform() === 'darwin'
    ? join(homedir(), 'Library', 'Application Support')
    : join(homedir(), '.local', 'share');
}
