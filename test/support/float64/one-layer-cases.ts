// Cases of a single layer that reads a single tensor: most operators need no more.
import type { Attributes } from '../../../src/models/graph.ts';
import {
  type CaseOptions,
  type GradientCase,
  gradientCase,
  heads,
  image,
  tokens,
} from './gradient-case.ts';

/** A layer that reads one image. */
export const onImage = (
  operator: string,
  variant: string,
  sizes: readonly number[],
  attributes: Attributes = {},
  options: CaseOptions = {},
): GradientCase =>
  gradientCase(
    `${operator}: ${variant}`,
    (graph) => graph.applyMany(operator, 'layer', [image(graph, sizes)], attributes),
    options,
  );

/** A layer that reads one batch × tokens × features. */
export const onTokens = (
  operator: string,
  variant: string,
  sizes: readonly number[],
  attributes: Attributes = {},
): GradientCase =>
  gradientCase(`${operator}: ${variant}`, (graph) =>
    graph.applyMany(operator, 'layer', [tokens(graph, sizes)], attributes),
  );

/** A layer that reads one batch × heads × tokens × head features. */
export const onHeads = (
  operator: string,
  variant: string,
  sizes: readonly number[],
  attributes: Attributes = {},
): GradientCase =>
  gradientCase(`${operator}: ${variant}`, (graph) =>
    graph.applyMany(operator, 'layer', [heads(graph, sizes)], attributes),
  );
