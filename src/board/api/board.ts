// What every call of the API works on.
import type { OpenDatabase } from '../store/database.ts';
import { DeviceStore } from '../store/device-store.ts';
import { ResultStore } from '../store/result-store.ts';
import { SpaceStore } from '../store/space-store.ts';
import { LiveUpdates } from './live-updates.ts';

export interface Board {
  readonly spaces: SpaceStore;
  readonly results: ResultStore;
  readonly devices: DeviceStore;
  readonly live: LiveUpdates;
}

/** What serves the lab alone. */
export interface NoBoard {
  /** Why there is none: a sentence for whoever asks for it. */
  readonly reason: string;
}

export function createBoard({ database }: OpenDatabase): Board {
  return {
    spaces: new SpaceStore(database),
    results: new ResultStore(database),
    devices: new DeviceStore(database),
    live: new LiveUpdates(),
  };
}
