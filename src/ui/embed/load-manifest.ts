// Which files of the build other pages load, with their hashes: written beside the lab by its build.
import {
  EMBED_FOLDER,
  type EmbedManifest,
  parseEmbedManifest,
} from '../../results/snippet/embed-manifest.ts';
import { FlopscopeError } from '../../shared/errors.ts';

/** @throws FlopscopeError `unreachable`, `missing-dependency` where the lab is served without them, `invalid-document`. */
export async function loadManifest(): Promise<EmbedManifest> {
  let response: Response;
  try {
    response = await fetch(new URL(`${EMBED_FOLDER}manifest.json`, document.baseURI));
  } catch (cause) {
    throw new FlopscopeError(
      'unreachable',
      'The files for other pages could not be asked for. Check the connection and try again.',
      { cause },
    );
  }
  // A server for development answers with its start page.
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  if (!response.ok || !isJson) {
    throw new FlopscopeError(
      'missing-dependency',
      'This lab is served without the files for other pages. Run “npm run build”, then “npm start”.',
    );
  }
  return parseEmbedManifest(await response.text());
}
