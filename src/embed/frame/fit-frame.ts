// For the page around a frame of Flopscope: gives it the height that its content has. Takes messages only from the frame
// itself, and nothing from them but a bounded number.
import { HEIGHT_QUESTION, heightOf } from '../../results/snippet/frame-messages.ts';

/** As the snippet marks the frame (src/results/snippet/frame-snippet.ts, which would bring the cards along). */
const MARKED = 'iframe[data-flopscope]';

addEventListener('message', (event: MessageEvent<unknown>) => {
  const frame = Array.from(document.querySelectorAll<HTMLIFrameElement>(MARKED)).find(
    ({ contentWindow }) => contentWindow !== null && contentWindow === event.source,
  );
  // A frame that went to another site is no longer that of the snippet.
  if (frame === undefined || event.origin !== new URL(frame.src, document.baseURI).origin) return;
  const height = heightOf(event.data);
  // By the object model: a strict policy refuses attributes of style.
  if (height !== undefined) frame.style.height = `${height}px`;
});

// What was said before this script listened is said again. It tells nothing, so that whoever is there may hear it: a target
// would be an error in the console as long as the frame is empty.
for (const { contentWindow } of document.querySelectorAll<HTMLIFrameElement>(MARKED)) {
  contentWindow?.postMessage(HEIGHT_QUESTION, '*');
}
