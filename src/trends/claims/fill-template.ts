// Sentences whose figures are put in when they are read, so that no text can say what the reckoning does not.
import { FlopscopeError } from '../../shared/errors.ts';

const SLOT = /\{([^{}]+)\}/g;

/** @throws FlopscopeError `internal` for a slot that nothing fills. */
export function fillTemplate(template: string, fill: (slot: string) => string | undefined): string {
  return template.replace(SLOT, (_, slot: string) => {
    const filled = fill(slot);
    if (filled !== undefined) return filled;
    throw new FlopscopeError('internal', `Nothing fills “${slot}” in “${template}”.`);
  });
}

/** What stands in braces, in order. */
export function slotsOf(template: string): readonly string[] {
  return Array.from(template.matchAll(SLOT), ([, slot = '']) => slot);
}

/** The text without its slots: names may hold digits, figures may not stand here. */
export function withoutSlots(template: string): string {
  return template.replace(SLOT, '');
}
