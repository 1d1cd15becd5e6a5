// Which measured family tells the time of one that was not measured, and how far off that may be.

export interface StandIn {
  readonly family: string;
  /** Standard deviation of the logarithm of the error that the substitution adds. */
  readonly doubt: number;
}

/** The same work in another order of memory: rarely more than a third off. */
const KIN = 0.2;
/** Another kind of product, or of traffic: within a factor of two and a half, nineteen times in twenty. */
const STRANGER = 0.45;

/** Words of a family's name that may be dropped or exchanged, the most harmless first. */
const EXCHANGES: readonly (readonly [RegExp, string])[] = [
  [/ windows/, ''],
  [/ strided/, ''],
  [/ grouped/, ''],
  [/ with (relu|gelu)/, ''],
  [/ causal/, ''],
  [/ added/, ''],
  [/-backward-(data|weights)/, ''],
  [/Aᵀ·B|A·Bᵀ/, 'A·B'],
  [/ window/, ' 3×3'],
  [/ (window|3×3)/, ' pointwise'],
];

const PRODUCT = /^(product|vector|conv2d|attention)/;

/** Products of sparse and quantized weights: nothing else tells their time, and they tell nothing else's. */
const COMPRESSED = /^(sparse|quantized)/;

/** Whether only measurements of its own kernels can tell the time of a family. */
export function standsAlone(family: string): boolean {
  return COMPRESSED.test(family);
}

/**
 * @param family that was not measured; its last word is the precision.
 * @param measured families of the profile.
 * @returns those that may stand in, the most alike first; none of another precision, and none for compressed weights.
 */
export function standInsFor(family: string, measured: readonly string[]): readonly StandIn[] {
  const fitting = fittingOnes(family, measured);
  const kin = kinOf(family, measured);
  const isProduct = PRODUCT.test(family);
  const operation = family.split(' ')[0] ?? '';
  // Another function, or another kind of the same operation.
  const same = fitting.filter(
    (each) => each.startsWith(`${operation} `) && !kin.some((own) => own.family === each),
  );
  const others = fitting.filter((each) => PRODUCT.test(each) === isProduct);
  return [
    ...kin,
    ...same.map((each) => ({ family: each, doubt: 2 * KIN })),
    ...sortedByUse(others, isProduct).map((each) => ({ family: each, doubt: STRANGER })),
  ];
}

/** As `standInsFor`, of the same operation and kind alone. */
export function kinOf(family: string, measured: readonly string[]): readonly StandIn[] {
  const fitting = fittingOnes(family, measured);
  const kin: StandIn[] = [];
  let changed = family;
  for (const [from, to] of EXCHANGES) {
    changed = changed.replace(from, to);
    if (changed !== family && fitting.includes(changed)) {
      kin.push({ family: changed, doubt: KIN * (kin.length + 1) });
    }
  }
  return kin;
}

/** Of the same precision; none where nothing may stand in. */
function fittingOnes(family: string, measured: readonly string[]): readonly string[] {
  if (standsAlone(family)) return [];
  const precision = family.split(' ').at(-1) ?? '';
  return measured.filter((each) => each.endsWith(` ${precision}`) && !standsAlone(each));
}

/** What is measured in most suites, and on most shapes, stands in best. */
const USUAL_PRODUCTS = ['product A·B', 'conv2d pointwise', 'conv2d 3×3'];
const USUAL_TRAFFIC = ['elementwise add', 'elementwise relu', 'elementwise gelu'];

function sortedByUse(families: readonly string[], isProduct: boolean): readonly string[] {
  const usual = isProduct ? USUAL_PRODUCTS : USUAL_TRAFFIC;
  const rank = (family: string) => {
    const index = usual.findIndex((each) => family.startsWith(`${each} `));
    return index < 0 ? usual.length : index;
  };
  return [...families].sort((a, b) => rank(a) - rank(b));
}
