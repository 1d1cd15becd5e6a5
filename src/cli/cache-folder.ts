// Where the command line keeps what it can make again: the user's cache folder, by the custom of each system.
import { homedir, platform } from 'node:os';
import { join } from 'node:path';

export function cacheFolder(): string {
  return join(usersCache(), 'flopscope');
}

function usersCache(): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = process.env;
  if (xdg !== undefined && xdg !== '') return xdg;
  if (platform() === 'win32' && local !== undefined) return local;
  return platform() === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
}
