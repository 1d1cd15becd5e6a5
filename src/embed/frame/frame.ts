// The page that others frame, embed.html: one element as the address asks for it, whose height is told to the page around
// it, and to no other. Nothing else passes between the two.
import { asksForHeight, type HeightMessage } from '../../results/snippet/frame-messages.ts';
import { readFrameQuery } from '../../results/snippet/frame-query.ts';
import '../element/flop-scope.ts';
import { elementOf } from './element-of.ts';
import { isParent } from './is-parent.ts';

const { query, warnings } = readFrameQuery(location.search);
// For the author of the page around, who sees no other sign of it.
// oxlint-disable-next-line no-console -- as above
for (const warning of warnings) console.warn(`Flopscope: ${warning}`);

if (query.theme !== 'auto') document.documentElement.dataset['theme'] = query.theme;
document.body.append(elementOf(query));

const { parent: origin } = query;
if (origin !== undefined && window.parent !== window) {
  const ancestor = 'ancestorOrigins' in location ? location.ancestorOrigins[0] : undefined;
  if (isParent(origin, document.referrer, ancestor)) tellHeight(origin);
  // oxlint-disable-next-line no-console -- as above
  else console.warn(`Flopscope: this page is not framed by ${origin}, so its height is not told.`);
}

function tellHeight(origin: string): void {
  let told = 0;
  const tell = (): void => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    told = height;
    const message: HeightMessage = { type: 'flopscope-height', height };
    window.parent.postMessage(message, origin);
  };
  new ResizeObserver(([entry]) => {
    if (entry !== undefined && Math.ceil(entry.contentRect.height) !== told) tell();
  }).observe(document.documentElement);
  addEventListener('message', (event: MessageEvent<unknown>) => {
    const isFromParent = event.origin === origin && event.source === window.parent;
    if (isFromParent && asksForHeight(event.data)) tell();
  });
}
