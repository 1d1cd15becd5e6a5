// A result that came from elsewhere: a file, a link, or a board, which both may hand over a summary alone.
import type { EntryDocument } from '../../results/board/board-documents.ts';
import type { OpenedLink } from '../../results/link/result-link.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';

export interface BoardResult {
  readonly kind: 'board';
  /** Name of the space. */
  readonly space: string;
  readonly entry: EntryDocument;
  /** Submitted a moment ago, while the space was watched. */
  readonly isNew: boolean;
  /** Undefined until it was asked for. */
  readonly profile: DeviceProfile | undefined;
  /** Fetches the whole result, once. @throws FlopscopeError as `SpaceClient.result`. */
  readonly loadProfile: () => Promise<DeviceProfile>;
}

export type OpenedResult =
  | { readonly kind: 'file'; readonly name: string; readonly profile: DeviceProfile }
  | { readonly kind: 'link'; readonly content: OpenedLink }
  | BoardResult;

export function idOfOpened(result: OpenedResult): string {
  switch (result.kind) {
    case 'file':
      return result.profile.id;
    case 'link':
      return result.content.kind === 'result'
        ? result.content.profile.id
        : result.content.summary.id;
    case 'board':
      return result.entry.summary.id;
  }
}
