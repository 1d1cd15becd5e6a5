// What the articles that the project starts from say of smaller models: figures that the lab computes anew.
import * as v from 'valibot';
import { loadOnce } from './load-once.ts';
import { citation } from './schema.ts';

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));

const figure = {
  value: positive,
  /** What the last printed digit counts. */
  lastDigit: positive,
};

const claimSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9]+$/)),
  claim: v.string(),
  /** Ids in the zoo. */
  small: v.string(),
  large: v.string(),
  says: v.array(
    v.variant('quantity', [
      /** Share of the parameters that the small one does without. */
      v.strictObject({ quantity: v.literal('parameters-saved'), ...figure }),
      /** Parameters of the large one over those of the small one. */
      v.strictObject({ quantity: v.literal('times-smaller'), ...figure }),
      /** 0.6 is 1.6 times the rate, 38 % less time. */
      v.strictObject({ quantity: v.literal('rate-gained'), ...figure }),
      /** Score of the small one over that of the large one, in one evaluation. */
      v.strictObject({ quantity: v.literal('score-kept'), evaluation: v.string(), ...figure }),
    ]),
  ),
  ...citation,
});

export type FoundingClaim = v.InferOutput<typeof claimSchema>;

export const loadFoundingClaims: () => Promise<readonly FoundingClaim[]> = loadOnce(
  () => import('./founding-claims.json'),
  v.array(claimSchema),
);
