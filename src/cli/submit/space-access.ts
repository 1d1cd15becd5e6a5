// A space of a board as the command line reaches it, by its link.
import { type BoardLink, parseBoardLink } from '../../results/board/board-link.ts';
import { SpaceClient } from '../../results/board/space-client.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { overTls, patientFetch } from '../patient-fetch.ts';
import { plainText } from '../plain-text.ts';

/** Holds the write link, so that it stands on no command line, which others on the machine see. */
export const LINK_VARIABLE = 'FLOPSCOPE_SUBMIT';

/** For the help of every command that takes a link. */
export const SECRECY = `Others on this machine see a command line, but not ${LINK_VARIABLE} in the environment.
A board with a private certificate is trusted by NODE_EXTRA_CA_CERTS=<file>.`;

export interface OpenedSpace {
  readonly client: SpaceClient;
  /** As its sentences call it: “A team” at https://board.example.org/. */
  readonly place: string;
}

/**
 * @param typed what stands behind the option; true where nothing does.
 * @throws FlopscopeError `invalid-input` when there is no link, or a damaged one.
 */
export function linkOf(typed: string | true, option: string): BoardLink {
  const link = typed === true ? process.env[LINK_VARIABLE] : typed;
  if (link !== undefined && link.trim() !== '') return parseBoardLink(link);
  throw new FlopscopeError(
    'invalid-input',
    `${option} needs the write link of a space: behind it, or in the environment as ${LINK_VARIABLE}.`,
  );
}

export function clientOf(link: BoardLink): SpaceClient {
  return new SpaceClient(link, patientFetch);
}

/**
 * Asks the board whether results may be sent, before minutes go into measuring one.
 * @throws FlopscopeError `refused` when they may not or the link opens nothing, `unreachable` when no board answers.
 */
export async function openToSubmit(link: BoardLink): Promise<OpenedSpace> {
  const client = clientOf(link);
  const { name, right } = await overTls(link.base, client.read());
  const place = `“${plainText(name)}” at ${link.base}`;
  if (right === 'read') {
    throw new FlopscopeError(
      'refused',
      `This link only reads ${place}; results cannot be sent by it. Ask whoever made the space for the write link.`,
    );
  }
  return { client, place };
}
