// Answers of many entries, each with some sixty figures: they are parsed piece by piece, for a page must not stand still over
// them.
import * as v from 'valibot';
import {
  type DevicesDocument,
  devicesSchema,
  type EntryDocument,
  entrySchema,
  type ListDocument,
  listSchema,
} from './board-documents.ts';
import { type BoardCall, type Fetch, parseAnswer, readBoard } from './call-board.ts';

export type Rest = () => Promise<void>;

/** Takes a few milliseconds. */
const PIECE = 8;

/** As boards send at once, see their description. */
const MOST_ENTRIES = 200;
const MOST_DEVICES = 50;
const MOST_REPORTS = 5;

const unread = (most: number) => v.pipe(v.array(v.unknown()), v.maxLength(most));

const unreadListSchema = v.object({ ...listSchema.entries, results: unread(MOST_ENTRIES) });

const unreadDevicesSchema = v.object({
  ...devicesSchema.entries,
  devices: v.pipe(
    v.array(
      v.object({ ...devicesSchema.entries.devices.item.entries, newest: unread(MOST_REPORTS) }),
    ),
    v.maxLength(MOST_DEVICES),
  ),
});

/** @throws FlopscopeError as `readBoard`. */
export async function readList(
  call: BoardCall,
  send: Fetch,
  rest: Rest | undefined,
): Promise<ListDocument> {
  const { results, next } = await readBoard(call, unreadListSchema, send);
  return { results: await entriesOf(call.base, results, rest), next };
}

/** @throws FlopscopeError as `readBoard`. */
export async function readDevices(
  call: BoardCall,
  send: Fetch,
  rest: Rest | undefined,
): Promise<DevicesDocument> {
  const { devices, next } = await readBoard(call, unreadDevicesSchema, send);
  const read: DevicesDocument['devices'] = [];
  for (const device of devices) {
    read.push({ ...device, newest: await entriesOf(call.base, device.newest, rest) });
  }
  return { devices: read, next };
}

async function entriesOf(
  base: string,
  documents: readonly unknown[],
  rest: Rest | undefined,
): Promise<EntryDocument[]> {
  const entries: EntryDocument[] = [];
  for (const document of documents) {
    entries.push(parseAnswer(base, entrySchema, document));
    if (entries.length % PIECE === 0) await rest?.();
  }
  await rest?.();
  return entries;
}
