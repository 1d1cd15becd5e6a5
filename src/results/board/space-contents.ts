// What is at hand of a space: the newest entries, page by page, and its devices. Live updates are merged in, so that nothing
// has to be listed again.
import type { DevicesDocument, EntryDocument, ListDocument } from './board-documents.ts';
import type { ResultFilter } from './space-client.ts';

export type SpaceDevice = DevicesDocument['devices'][number];

export interface SpaceContents {
  /** Newest first; all that the filter leaves, down to where `older` begins. */
  readonly entries: readonly EntryDocument[];
  /** For `before`; null where there are no older ones. */
  readonly older: number | null;
  /** The most recently submitted to first. */
  readonly devices: readonly SpaceDevice[];
  /** For `after`; null where there are no more. */
  readonly moreDevices: number | null;
}

export type SpaceChange =
  | { readonly kind: 'submitted'; readonly entry: EntryDocument }
  | { readonly kind: 'deleted'; readonly id: string };

/** Of each device, for a comparison. */
export const REPORTS_OF_DEVICE = 3;

/** What of a filter goes for devices: which one of them is looked at narrows the entries alone. */
export function ofDevices(filter: ResultFilter): ResultFilter {
  return { ...filter, device: undefined };
}

/** A change that came twice is made once. */
export function withChange(
  contents: SpaceContents,
  change: SpaceChange,
  filter: ResultFilter,
): SpaceContents {
  if (change.kind === 'deleted') return withoutEntry(contents, change.id);
  const { entry } = change;
  const { device } = filter;
  if (!matches(entry, ofDevices(filter))) return contents;
  const isOfOther = device !== undefined && entry.device !== device;
  return {
    ...contents,
    entries: isOfOther ? contents.entries : withFirst(contents.entries, entry),
    devices: withReport(contents.devices, entry),
  };
}

/** What was fetched anew, and what happened while it was on its way. */
export function withChanges(
  fetched: SpaceContents,
  changes: readonly SpaceChange[],
  filter: ResultFilter,
): SpaceContents {
  return changes.reduce((sofar, change) => withChange(sofar, change, filter), fetched);
}

export function withOlder(contents: SpaceContents, { results, next }: ListDocument): SpaceContents {
  const known = new Set(contents.entries.map(({ id }) => id));
  const older = results.filter(({ id }) => !known.has(id));
  return { ...contents, entries: [...contents.entries, ...older], older: next };
}

export function withMoreDevices(
  contents: SpaceContents,
  { devices, next }: DevicesDocument,
): SpaceContents {
  const known = new Set(contents.devices.map(({ device }) => device));
  const more = devices.filter(({ device }) => !known.has(device));
  return { ...contents, devices: [...contents.devices, ...more], moreDevices: next };
}

function matches({ device, summary }: EntryDocument, filter: ResultFilter): boolean {
  return (
    (filter.suite === undefined || summary.suite === filter.suite) &&
    (filter.device === undefined || device === filter.device) &&
    (filter.host === undefined || summary.host === filter.host) &&
    (filter.software === undefined || String(summary.softwareAdapter) === filter.software)
  );
}

function withFirst<Entry extends { readonly id: string }>(
  entries: readonly Entry[],
  entry: Entry,
): readonly Entry[] {
  return entries.some(({ id }) => id === entry.id) ? entries : [entry, ...entries];
}

function withReport(devices: readonly SpaceDevice[], entry: EntryDocument): readonly SpaceDevice[] {
  const known = devices.find(({ device }) => device === entry.device);
  if (known?.newest.some(({ id }) => id === entry.id) === true) return devices;
  const { device, deviceName } = entry;
  const reported = {
    device,
    deviceName,
    reports: (known?.reports ?? 0) + 1,
    newest: [entry, ...(known?.newest ?? [])].slice(0, REPORTS_OF_DEVICE),
  };
  return [reported, ...devices.filter((each) => each !== known)];
}

function withoutEntry(contents: SpaceContents, gone: string): SpaceContents {
  return {
    ...contents,
    entries: contents.entries.filter(({ id }) => id !== gone),
    devices: contents.devices.flatMap((device) => {
      const newest = device.newest.filter(({ id }) => id !== gone);
      if (newest.length === device.newest.length) return [device];
      // Its older reports, if it has any, come when the devices are listed anew.
      return newest.length === 0 ? [] : [{ ...device, reports: device.reports - 1, newest }];
    }),
  };
}

/** Whether a change leaves something open that only the board knows: reports of a device beyond what is at hand. */
export function needsListing(
  { devices, moreDevices }: SpaceContents,
  change: SpaceChange,
): boolean {
  if (change.kind === 'deleted') return true;
  return moreDevices !== null && !devices.some(({ device }) => device === change.entry.device);
}
