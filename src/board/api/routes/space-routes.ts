// Making a space, looking at it, replacing its links, and deleting it.
import {
  createdSpaceSchema,
  rotatedSchema,
  spaceSchema,
} from '../../../results/board/board-documents.ts';
import { enter } from '../enter.ts';
import { bodyOf } from '../request.ts';
import type { Route } from '../route.ts';
import { newSpaceSchema, rotationSchema } from '../schemas.ts';

/** A name and some brackets. */
const MOST_BODY_BYTES = 4096;

/** A space is made once by a team; whoever makes many fills the disk. */
const COST_OF_SPACE = 20;

export const spaceRoutes: readonly Route[] = [
  {
    id: 'createSpace',
    method: 'post',
    path: '/spaces',
    summary:
      'Makes a team space. Its tokens are told once: one to read, one to submit, and the creator’s.',
    token: 'none',
    body: newSpaceSchema,
    answer: {
      status: 201,
      description: 'The space and its tokens; only their hashes are kept.',
      content: { 'application/json': createdSpaceSchema },
    },
    refusals: ['too-large', 'wrong-type'],
    cost: COST_OF_SPACE,
    handle: async (context, { spaces }) => {
      const { name } = await bodyOf(context, newSpaceSchema, MOST_BODY_BYTES);
      return context.json(await spaces.create(name), 201);
    },
  },
  {
    id: 'readSpace',
    method: 'get',
    path: '/spaces/{space}',
    summary: 'The name of a space, how many results it holds, and what the token allows.',
    token: 'read',
    answer: {
      status: 200,
      description: 'The space.',
      content: { 'application/json': spaceSchema },
    },
    refusals: [],
    cost: 1,
    handle: async (context, board) => {
      const { space, right } = await enter(context, board, 'read');
      const { id, name, createdAt } = space;
      const results = await board.spaces.countResults(id);
      return context.json({ id, name, createdAt: createdAt.toISOString(), right, results });
    },
  },
  {
    id: 'rotateLinks',
    method: 'post',
    path: '/spaces/{space}/rotate',
    summary: 'Replaces the read link, the write link or both. The old ones end at once.',
    token: 'creator',
    body: rotationSchema,
    answer: {
      status: 200,
      description: 'The new tokens.',
      content: { 'application/json': rotatedSchema },
    },
    refusals: ['too-large', 'wrong-type'],
    cost: 1,
    handle: async (context, board) => {
      const { space } = await enter(context, board, 'creator');
      const { links } = await bodyOf(context, rotationSchema, MOST_BODY_BYTES);
      const tokens = await board.spaces.rotate(space.id, links);
      // Whoever watches by an old link comes again with a new one.
      board.live.end(space.id);
      return context.json(tokens);
    },
  },
  {
    id: 'deleteSpace',
    method: 'delete',
    path: '/spaces/{space}',
    summary:
      'Deletes a space with all its results. Nothing brings it back but a backup of the board.',
    token: 'creator',
    answer: { status: 204, description: 'It is gone.', content: {} },
    refusals: [],
    cost: 1,
    handle: async (context, board) => {
      const { space } = await enter(context, board, 'creator');
      await board.spaces.remove(space.id);
      board.live.end(space.id);
      return context.body(null, 204);
    },
  },
];
