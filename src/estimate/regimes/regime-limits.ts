// What the figures of a regime may be. Only slips and absurdities lie beyond these limits.

export interface RegimeLimits {
  readonly label: string;
  readonly unit: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly example: string;
}

export const REGIME_LIMITS = {
  // A batch of the largest binding, one example at a time.
  accumulation: {
    label: 'Accumulate over',
    unit: 'parts',
    minimum: 1,
    maximum: 65_536,
    example: '4',
  },
  // The largest announced clusters have a few 10⁵ devices.
  devices: { label: 'GPUs', unit: '', minimum: 1, maximum: 1_000_000, example: '8' },
  tunedBlocks: {
    label: 'Last blocks',
    unit: '',
    minimum: 0,
    maximum: 1000,
    example: '2',
  },
  // Adapters of published work have ranks of 1 to 512.
  loraRank: { label: 'Rank', unit: '', minimum: 1, maximum: 4096, example: '8' },
  // One of the most searched models took thousands (see the help of the field).
  trials: { label: 'Trials', unit: 'runs', minimum: 1, maximum: 1_000_000, example: '10' },
} as const satisfies Record<string, RegimeLimits>;

export type RegimeNumber = keyof typeof REGIME_LIMITS;

/** From a microcontroller to a rack: 1 MB to 1 PB. */
export const MEMORY_LIMITS = { minimum: 1e6, maximum: 1e15 } as const;

export const CHECKPOINTINGS = ['none', 'blocks'] as const;
export const TUNINGS = ['all', 'last', 'lora'] as const;
export const LORA_MATRICES = ['query-value', 'attention', 'all-linear'] as const;
