// A result that came from elsewhere: a file, or a link, which may carry its summary alone.
import type { OpenedLink } from '../../results/link/result-link.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';

export type OpenedResult =
  | { readonly kind: 'file'; readonly name: string; readonly profile: DeviceProfile }
  | { readonly kind: 'link'; readonly content: OpenedLink };

export function idOfOpened(result: OpenedResult): string {
  if (result.kind === 'file') return result.profile.id;
  return result.content.kind === 'result' ? result.content.profile.id : result.content.summary.id;
}
