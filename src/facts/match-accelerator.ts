// Which card an adapter's description names. Careful: "RTX 4070 Ti SUPER" is not an "RTX 4070", and a
// description that fits two cards, or names only a generation ("lovelace"), fits none.

interface NamedCard {
  readonly id: string;
  readonly name: string;
  readonly aliases?: readonly string[] | undefined;
}

/** Words that drivers and lists add or leave out without meaning another card. */
const noise = new Set([
  ...['nvidia', 'geforce', 'tesla', 'quadro', 'amd', 'radeon', 'instinct', 'intel', 'qualcomm'],
  ...[
    'graphics',
    'gpu',
    'card',
    'corporation',
    'inc',
    'apple',
    'arm',
    'generation',
    'oam',
    'series',
  ],
]);

/** Words that make another card of the one before them. */
const distinctions = new Set([
  ...[
    'ti',
    'super',
    'laptop',
    'mobile',
    'max',
    'maxq',
    'pro',
    'ultra',
    'xt',
    'xtx',
    'gre',
    'd',
    'ada',
  ],
  ...[
    'sff',
    'embedded',
    'nvl',
    'pcie',
    'sxm',
    'sxm2',
    'sxm3',
    'sxm4',
    'sxm5',
    'dgxs',
    'black',
    'blackwell',
  ],
]);

/**
 * @param description what the adapter tells of itself, "NVIDIA GeForce RTX 4090" or
 *   "ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Laptop GPU, Vulkan)".
 * @returns undefined where it tells too little.
 */
export function matchAccelerator(
  description: string,
  cards: readonly NamedCard[],
): string | undefined {
  const told = words(description);
  let longest = 0;
  let found = new Set<string>();
  for (const { id, name, aliases } of cards) {
    for (const candidate of [name, ...(aliases ?? [])]) {
      const wanted = words(candidate);
      if (wanted.length < longest || !names(told, wanted)) continue;
      if (wanted.length > longest) found = new Set();
      longest = wanted.length;
      found.add(id);
    }
  }
  const [only, ...others] = found;
  return others.length === 0 ? only : undefined;
}

/** Whether the words stand there in a row, with nothing behind them that makes it another card. */
function names(told: readonly string[], wanted: readonly string[]): boolean {
  if (wanted.length === 0) return false;
  return told.some((_, start) => {
    const end = start + wanted.length;
    const next = told[end];
    return (
      wanted.every((word, index) => told[start + index] === word) &&
      (next === undefined || !distinctions.has(next))
    );
  });
}

/** "RTX 2060 12GB" and "SXM4-80GB" in one spelling; trade marks and what means nothing left out. */
function words(text: string): readonly string[] {
  return text
    .toLowerCase()
    .replace(/\((r|tm)\)|[®™]/g, ' ')
    .replace(/max-q/g, 'maxq')
    .replace(/(\d) gb\b/g, '$1gb')
    .split(/[^a-z0-9+.]+/)
    .filter((word) => word !== '' && !noise.has(word));
}
