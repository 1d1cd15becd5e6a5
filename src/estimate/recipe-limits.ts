// What the figures of a recipe may be. The limits lie beyond any training ever run, so that only slips
// and absurdities are refused.

export interface LengthLimits {
  readonly label: string;
  readonly unit: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly whole: boolean;
  readonly example: string;
}

export const LENGTH_LIMITS = {
  // The largest image sets have a few 10⁹ images.
  examples: {
    label: 'Examples',
    unit: 'images or sequences',
    minimum: 1,
    maximum: 1e12,
    whole: true,
    example: '50000',
  },
  // Parts of an epoch are meaningful.
  epochs: {
    label: 'Epochs',
    unit: 'passes over the data',
    minimum: 0.01,
    maximum: 100_000,
    whole: false,
    example: '90',
  },
  // The largest published runs use a few 10¹³ tokens.
  tokens: {
    label: 'Tokens',
    unit: 'tokens',
    minimum: 1,
    maximum: 1e15,
    whole: true,
    example: '10B',
  },
  // A step a millisecond for thirty years.
  steps: {
    label: 'Steps',
    unit: 'optimizer steps',
    minimum: 1,
    maximum: 1e12,
    whole: true,
    example: '100000',
  },
} as const satisfies Record<string, LengthLimits>;

export type LengthField = keyof typeof LENGTH_LIMITS;
export const LENGTH_FIELDS: readonly LengthField[] = ['examples', 'epochs', 'tokens', 'steps'];

export const OPTIMIZERS = ['sgd', 'sgd-momentum', 'adam'] as const;
export const PRECISIONS = ['f32', 'mixed', 'f16'] as const;
