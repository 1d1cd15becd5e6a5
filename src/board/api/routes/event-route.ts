// Live updates as server-sent events. EventSource cannot send a token, so that a page reads the stream with fetch.
import { streamSSE } from 'hono/streaming';
import type { Context } from 'hono';
import { enter } from '../enter.ts';
import type { LiveEvent, LiveUpdates } from '../live-updates.ts';
import { Refusal } from '../refusal.ts';
import type { Route } from '../route.ts';

/** Proxies close what is silent for a minute. */
const HEARTBEAT_MS = 25_000;

/** Who reads slower than that is sent away, and lists anew when it comes again. */
const MOST_UNSENT = 100;

export const eventRoute: Route = {
  id: 'watchResults',
  method: 'get',
  path: '/spaces/{space}/events',
  summary:
    'What is submitted (an entry as in the list) and deleted (its id), as it happens. List after opening: nothing is repeated.',
  token: 'read',
  answer: {
    status: 200,
    description: 'Server-sent events "submitted" and "deleted", each with JSON.',
    content: { 'text/event-stream': 'text' },
  },
  refusals: [],
  cost: 1,
  handle: async (context, board) => {
    const { space } = await enter(context, board, 'read');
    if (board.live.isFull) {
      throw new Refusal(
        'too-many-requests',
        'As many pages watch this board as it can serve. List the results, and try again later.',
      );
    }
    return watch(context, board.live, space.id);
  },
};

function watch(context: Context, live: LiveUpdates, space: string): Response {
  return streamSSE(context, async (stream) => {
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    let unsent = 0;
    const send = (sending: () => Promise<unknown>): void => {
      if (++unsent > MOST_UNSENT) end();
      else
        sending().then(() => {
          unsent--;
        }, end);
    };
    const leave = live.watch(space, {
      send: ({ event, data }: LiveEvent) => {
        send(() => stream.writeSSE({ event, data: data }));
      },
      end,
    });
    const heartbeat = setInterval(() => {
      send(() => stream.write(': still here\n\n'));
    }, HEARTBEAT_MS);
    stream.onAbort(end);
    // The head of the answer leaves with the first bytes.
    send(() => stream.write(': watching\n\n'));
    await ended;
    clearInterval(heartbeat);
    leave();
  });
}
