// What the replay of every kind of anchor has in common.
import type { AnchorQuantity, ValidationAnchor } from '../../facts/validation-anchors.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import type { Computed } from './anchor-result.ts';

export type ExpectedFigure = ValidationAnchor['expected'][number];

/** Ours for one published figure of an anchor; the anchor itself is computed once. */
export type Replay = (figure: ExpectedFigure) => Computed;

/** @throws FlopscopeError `internal`: an anchor states a figure that its kind does not have. */
export function unexpected(quantity: AnchorQuantity): never {
  throw new FlopscopeError('internal', `This kind of anchor has no figure “${quantity}”.`);
}
