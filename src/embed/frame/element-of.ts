// The element that a frame's address asks for: the tag that the snippet of a script would have written.
import { embedDocumentOf } from '../../results/snippet/embed-document.ts';
import type { EmbedOptions } from '../../results/snippet/embed-subject.ts';

export function elementOf(options: EmbedOptions): HTMLElement {
  const { suite, theme, training, variants, payload, authorTraining } = options;
  const element = document.createElement('flop-scope');
  const { model, recipe } = training ?? {};
  const attributes = { suite, theme, model, recipe, variants };
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(name, value);
  }
  const content = embedDocumentOf(payload, authorTraining);
  if (content !== undefined) {
    const script = document.createElement('script');
    script.type = 'application/json';
    script.textContent = JSON.stringify(content);
    element.append(script);
  } else if (payload !== undefined) {
    element.setAttribute('result', payload);
  }
  return element;
}
