// How the two kinds of pruned weights are called and coloured in a crossover.
export const FORMAT_NAMES = { csr: 'Single weights', 'block-16': 'Blocks of 16×16' } as const;
export const FORMAT_COLOURS = { csr: 'f32', 'block-16': 'i8' } as const;
