// What the mean normalised error of the estimators is in theory, over all designs of independent standard normal samples.
// From the mean of an inverse Wishart matrix, 1 / (n − p − 1), and for fewer samples than parameters from Hastie, Montanari,
// Rosset and Tibshirani 2022, "Surprises in High-Dimensional Ridgeless Least Squares Interpolation", exact for this case.
import type { Estimator, FlexibilityPlan } from '../../models/flexibility/flexibility-plan.ts';
import type { Origin } from '../fit/origin.ts';

/** Null where the mean is infinite, and for the regularized estimator, of which only an order is known. */
export function closedForm(
  estimator: Estimator,
  plan: FlexibilityPlan,
  samples: number,
): number | null {
  const { parameters: p, relevant: k, noise } = plan;
  const variance = noise ** 2;
  // Every relevant parameter is 1.
  const norm = k;
  switch (estimator) {
    case 'oracle':
      return samples > k + 1 ? (variance * k) / (samples - k - 1) / norm : null;
    case 'expert':
      // What the missing parameter of 1 does to y is noise to the others.
      return samples > k + 1 ? (1 + ((variance + 1) * k) / (samples - k - 1)) / norm : null;
    case 'flexible':
      if (samples > p + 1) return (variance * p) / (samples - p - 1) / norm;
      if (samples < p - 1) {
        return 1 - samples / p + (variance * samples) / (p - samples - 1) / norm;
      }
      return null;
    case 'regularized':
      return null;
  }
}

/** σ²·k·ln p / n over ‖θ‖²: the order of the regularized estimator's error, without its constant. */
export function lassoOrder(plan: FlexibilityPlan, samples: number): number {
  return (plan.noise ** 2 * Math.log(plan.parameters)) / samples;
}

const WISHART: Origin = {
  source:
    'From the mean of an inverse Wishart matrix (as recalled from Mardia, Kent and Bibby, Multivariate Analysis, 3.8); held against 200 designs by the tests of this lab',
  date: '1979',
  licence: 'facts',
  provenance: 'derived',
};

const RIDGELESS: Origin = {
  source:
    'Below as many samples as parameters: Hastie, Montanari, Rosset and Tibshirani, Surprises in High-Dimensional Ridgeless Least Squares Interpolation, arXiv 1903.08560; above: from the mean of an inverse Wishart matrix; held against 200 designs by the tests of this lab',
  date: '2022',
  licence: 'facts',
  provenance: 'derived',
};

/** Where the closed form of an estimator comes from; null where there is none. */
export function closedFormOrigin(estimator: Estimator): Origin | null {
  switch (estimator) {
    case 'oracle':
    case 'expert':
      return WISHART;
    case 'flexible':
      return RIDGELESS;
    case 'regularized':
      return null;
  }
}
