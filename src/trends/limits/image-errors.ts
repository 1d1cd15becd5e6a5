// The regression that needs no recalled figure: ImageNet error of torchvision's weights against the FLOP of one pass.
import { torchvisionFacts } from '../../facts/facts.ts';
import type { TorchvisionFact } from '../../facts/schema.ts';
import type { LineFit } from '../fit/fit-line.ts';
import { type Origin, originOf } from '../fit/origin.ts';
import { type ErrorPoint, fitErrorLine } from './error-line.ts';

export interface ImagePoint extends ErrorPoint {
  readonly model: string;
  readonly weights: string;
  readonly origin: Origin;
}

export interface ImageErrors {
  /** The cheapest pass first. */
  readonly points: readonly ImagePoint[];
  readonly fit: LineFit;
}

/** 10⁹ multiply-accumulates as FLOP. */
const FLOP_PER_GMAC = 2e9;

/** Of all weights with a top-1 accuracy. */
export function imageErrors(facts: readonly TorchvisionFact[] = torchvisionFacts): ImageErrors {
  const points = facts
    .flatMap((fact) =>
      fact.top1 === undefined
        ? []
        : [
            {
              model: fact.model,
              weights: fact.weights,
              flop: fact.gmacs * FLOP_PER_GMAC,
              errorPercent: 100 - fact.top1,
              origin: originOf(fact),
            },
          ],
    )
    .sort((a, b) => a.flop - b.flop);
  return { points, fit: fitErrorLine(points) };
}
