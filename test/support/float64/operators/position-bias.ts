// What is added to the scores of attention for the places of query and key.
import { at, item, numberAttribute, type Operator64, size, sizes } from '../operation64.ts';
import { unravel } from '../unravel.ts';

/** Distances of T5 beyond which nothing changes. */
const LONGEST = 128;

/** Buckets begin at `exact` and at every further root of LONGEST / exact (Raffel et al. 2020, section 2.1). */
function bucketOf(distance: number, count: number): number {
  const exact = Math.floor(count / 2);
  if (distance < exact) return distance;
  const further = count - exact;
  let bucket = exact;
  while (
    bucket < count - 1 &&
    distance >= exact * Math.pow(LONGEST / exact, (bucket + 1 - exact) / further)
  )
    bucket++;
  return bucket;
}

export const relativeBias: Operator64 = ({ attributes, parameters, outputShapes }) => {
  const buckets = numberAttribute(attributes, 'buckets');
  const table = item(parameters, 0);
  const heads = size(table.shape, 1);
  const output = sizes(item(outputShapes, 0));
  const both = attributes['bidirectional'] !== false;
  const length = output.reduce((product, each) => product * each, 1);
  return [
    Float64Array.from({ length }, (_, place) => {
      const [head = 0, query = 0, key = 0] = unravel(output, place);
      const behind = key > query;
      const bucket = both
        ? bucketOf(Math.abs(key - query), buckets / 2) + (behind ? buckets / 2 : 0)
        : bucketOf(behind ? 0 : query - key, buckets);
      return at(table.values, bucket * heads + head);
    }),
  ];
};

/** The table as an image of (2w − 1) × (2w − 1) distances, of the query's place less the key's. */
export const windowPositionBias: Operator64 = ({ attributes, inputs, parameters }) => {
  const window = numberAttribute(attributes, 'window');
  const heads = numberAttribute(attributes, 'heads');
  const table = (inputs[0] ?? item(parameters, 0)).values;
  const edge = 2 * window - 1;
  const y: number[] = [];
  for (let head = 0; head < heads; head++) {
    for (let query = 0; query < window ** 2; query++) {
      for (let key = 0; key < window ** 2; key++) {
        const down = Math.floor(query / window) - Math.floor(key / window);
        const right = (query % window) - (key % window);
        const row = (down + window - 1) * edge + right + window - 1;
        y.push(at(table, row * heads + head));
      }
    }
  }
  return [Float64Array.from(y)];
};

/** As the code of Press et al. 2022: the ratio is also the first slope; other counts take from those around them. */
function slopesOf(heads: number): readonly number[] {
  if (Number.isInteger(Math.log2(heads))) {
    const ratio = Math.pow(2, -Math.pow(2, -(Math.log2(heads) - 3)));
    return Array.from({ length: heads }, (_, head) => Math.pow(ratio, head + 1));
  }
  const closest = Math.pow(2, Math.floor(Math.log2(heads)));
  const more = slopesOf(2 * closest).filter((_, index) => index % 2 === 0);
  return [...slopesOf(closest), ...more].slice(0, heads);
}

/** BLOOM's form: slope times the place of the key. */
export const alibi: Operator64 = ({ attributes, inputs }) => {
  const { shape, values } = item(inputs, 0);
  const root = Math.sqrt(Number(attributes['headSize'] ?? 1));
  const slopes = slopesOf(size(shape, 1));
  return [
    values.map((value, place) => {
      const [, head = 0, , key = 0] = unravel(sizes(shape), place);
      return value / root + item(slopes, head) * key;
    }),
  ];
};

/** Of Swin V2: distances as sign · log₂(1 + 8 · |distance| / farthest) / log₂ 8. */
export const relativeCoordinates: Operator64 = ({ attributes }) => {
  const farthest = numberAttribute(attributes, 'window') - 1;
  const y: number[] = [];
  for (let down = -farthest; down <= farthest; down++) {
    for (let right = -farthest; right <= farthest; right++) {
      for (const distance of [down, right]) {
        const share = farthest === 0 ? 0 : Math.abs(distance) / farthest;
        y.push((Math.sign(distance) * Math.log2(1 + 8 * share)) / Math.log2(8));
      }
    }
  }
  return [Float64Array.from(y)];
};
