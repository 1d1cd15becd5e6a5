// The four estimators as the page names and draws them; colour and shape say the same.
import type { Estimator } from '../../../models/flexibility/flexibility-plan.ts';
import type { Mark } from '../../charts/marks.ts';
import type { PaletteColour } from '../../charts/palette.ts';

interface EstimatorLook {
  readonly name: string;
  /** What it is, after its name. */
  readonly what: string;
  readonly colour: PaletteColour;
  readonly mark: Mark;
}

export const estimatorLooks: Readonly<Record<Estimator, EstimatorLook>> = {
  oracle: {
    name: 'Oracle',
    what: 'least squares on exactly the parameters that matter',
    colour: 'f32',
    mark: 'circle',
  },
  expert: {
    name: 'Expert',
    what: 'misses one that matters and takes an irrelevant one for it',
    colour: 'memory',
    mark: 'rect',
  },
  flexible: {
    name: 'Flexible',
    what: 'least squares on all; of least norm below as many samples',
    colour: 'i8',
    mark: 'triangle',
  },
  regularized: {
    name: 'Regularised',
    what: 'LASSO on all: a penalty keeps most of them at zero',
    colour: 'f16',
    mark: 'rectRot',
  },
};
