// A space that others are after: everything in it is marked, so that an answer that gives some of it away shows.
import { exampleProfile } from '../../src/shared/result/profile.fixture.ts';
import type { BoardClient, SpaceTokens } from './board-client.ts';

export interface Victim {
  readonly space: SpaceTokens;
  readonly result: string;
  readonly deletionToken: string;
  /** Everything that its space tells. */
  readonly told: string;
}

const NAME = 'victims-name-7c1f';
const LABEL = 'victims-device-5e2a';
const DOCUMENT = 'victims-result-9b3d';

export async function createVictim(client: BoardClient): Promise<Victim> {
  const space = await client.createSpace(NAME);
  const identity = { ...exampleProfile.identity, label: LABEL };
  const { json } = await client.submit(space, { ...exampleProfile, id: DOCUMENT, identity });
  return {
    space,
    result: String(json['id']),
    deletionToken: String(json['deletionToken']),
    told: await toldOf(client, space),
  };
}

/** @returns what of the victim stands in an answer; its own tokens may come back to nobody. */
export function leakOf(text: string, { space, deletionToken }: Victim): string | undefined {
  const { readToken, writeToken, creatorToken } = space;
  const secrets = [NAME, LABEL, DOCUMENT, readToken, writeToken, creatorToken, deletionToken];
  return secrets.find((secret) => text.includes(secret));
}

/** Whether its results, its name and its links are what they were. */
export async function isUnharmed(client: BoardClient, { space, told }: Victim): Promise<boolean> {
  const { creatorToken, writeToken } = space;
  const rights = [];
  for (const token of [creatorToken, writeToken]) {
    rights.push((await client.call(`/spaces/${space.id}`, { token })).json['right']);
  }
  return (await toldOf(client, space)) === told && rights.join() === 'creator,write';
}

async function toldOf(client: BoardClient, { id, readToken: token }: SpaceTokens): Promise<string> {
  const paths = [`/spaces/${id}`, `/spaces/${id}/export`, `/spaces/${id}/devices`];
  const texts = [];
  for (const path of paths) texts.push((await client.call(path, { token })).text);
  return texts.join('\n');
}
