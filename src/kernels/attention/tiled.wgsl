// Attention without a matrix of scores in memory: FlashAttention (Dao et al. 2022, arXiv:2205.14135) with the
// online softmax of Milakov and Gimelshein (2018). A workgroup owns BLOCK_Q queries and walks over the keys
// in blocks of BLOCK_K. An invocation computes the scores of ROWS queries and 4 keys, shares their weights,
// and keeps OUT vectors of the result of its ROWS queries in registers; whenever a row's maximum grows, what
// was summed before is scaled down. Keys and values take turns in the same workgroup memory.

const BLOCK_Q = QUERY_LANES * ROWS;
const BLOCK_K = KEY_LANES * 4u;
const THREADS = QUERY_LANES * KEY_LANES;
// Rows an odd number of vectors apart, so that neighbouring keys lie in different banks.
const PITCH = VECTORS / 2 * 2 + 1;
const WEIGHT_PITCH = KEY_LANES + 1;
// Masked scores: their weight is 0, and yet no difference overflows.
const LOWEST = -1e30;

var<workgroup> queryBlock: array<vec4<Storage>, BLOCK_Q * PITCH>;
var<workgroup> block: array<vec4<Storage>, BLOCK_K * PITCH>;
// Vector x of a row holds the weights of keys x, x + KEY_LANES, x + 2·KEY_LANES and x + 3·KEY_LANES.
var<workgroup> weights: array<vec4<Accumulator>, BLOCK_Q * WEIGHT_PITCH>;
// What each lane knows of a row: its maximum, at the end its sum.
var<workgroup> shares: array<f32, BLOCK_Q * KEY_LANES>;

@compute @workgroup_size(QUERY_LANES * KEY_LANES)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_index) index: u32,
) {
  let layer = group.y;
  let firstQuery = group.x * BLOCK_Q;
  let x = index % KEY_LANES;
  let y = index / KEY_LANES;

  for (var turn = 0u; turn < (BLOCK_Q * VECTORS + THREADS - 1) / THREADS; turn++) {
    let place = index + turn * THREADS;
    if (place < BLOCK_Q * VECTORS) {
      let query = layer * QUERIES + min(firstQuery + place / VECTORS, QUERIES - 1);
      queryBlock[place / VECTORS * PITCH + place % VECTORS] = queryVector(query, place % VECTORS);
    }
  }
  // #for r in ROWS
  // The number of keys that this query sees.
  // #if CAUSAL
  let visible$r = KEYS - QUERIES + 1 + min(firstQuery + y + $r * QUERY_LANES, QUERIES - 1);
  // #end
  // #if UNMASKED
  let visible$r = KEYS;
  // #end
  var top$r = LOWEST;
  var sum$r = 0.0;
  // #for j in OUT
  var result$r_$j = vec4<Accumulator>();
  // #end
  // #end

  for (var tile = 0u; tile < (KEYS + BLOCK_K - 1) / BLOCK_K; tile++) {
    let firstKey = tile * BLOCK_K;
    // #if CAUSAL
    // Later keys are masked for every query of this workgroup.
    if (firstKey + QUERIES >= KEYS + min(firstQuery + BLOCK_Q, QUERIES)) {
      break;
    }
    // #end
    for (var turn = 0u; turn < (BLOCK_K * VECTORS + THREADS - 1) / THREADS; turn++) {
      let place = index + turn * THREADS;
      if (place < BLOCK_K * VECTORS) {
        let key = layer * KEYS + min(firstKey + place / VECTORS, KEYS - 1);
        block[place / VECTORS * PITCH + place % VECTORS] = keyVector(key, place % VECTORS);
      }
    }
    workgroupBarrier();

    // #for r in ROWS
    var score$r = vec4<Accumulator>();
    // #end
    for (var vector = 0u; vector < VECTORS; vector++) {
      // #for c in 4
      let key$c = vec4<Accumulator>(block[(x + $c * KEY_LANES) * PITCH + vector]);
      // #end
      // #for r in ROWS
      let query$r = vec4<Accumulator>(queryBlock[(y + $r * QUERY_LANES) * PITCH + vector]);
      score$r += vec4<Accumulator>(
        dot(query$r, key0),
        dot(query$r, key1),
        dot(query$r, key2),
        dot(query$r, key3),
      );
      // #end
    }
    let keys = vec4<u32>(firstKey + x) + vec4<u32>(0, KEY_LANES, 2 * KEY_LANES, 3 * KEY_LANES);
    // #for r in ROWS
    let masked$r = select(vec4<f32>(LOWEST), vec4<f32>(score$r) * SCALE, keys < vec4<u32>(visible$r));
    shares[(y + $r * QUERY_LANES) * KEY_LANES + x] =
      max(max(masked$r.x, masked$r.y), max(masked$r.z, masked$r.w));
    // #end
    workgroupBarrier();

    // #for r in ROWS
    var newTop$r = top$r;
    for (var lane = 0u; lane < KEY_LANES; lane++) {
      newTop$r = max(newTop$r, shares[(y + $r * QUERY_LANES) * KEY_LANES + lane]);
    }
    let weight$r = exp(masked$r - newTop$r);
    let shrink$r = exp(top$r - newTop$r);
    sum$r = sum$r * shrink$r + weight$r.x + weight$r.y + weight$r.z + weight$r.w;
    // #for j in OUT
    result$r_$j *= Accumulator(shrink$r);
    // #end
    top$r = newTop$r;
    weights[(y + $r * QUERY_LANES) * WEIGHT_PITCH + x] = vec4<Accumulator>(weight$r);
    // #end
    for (var turn = 0u; turn < (BLOCK_K * VECTORS + THREADS - 1) / THREADS; turn++) {
      let place = index + turn * THREADS;
      if (place < BLOCK_K * VECTORS) {
        let key = layer * KEYS + min(firstKey + place / VECTORS, KEYS - 1);
        block[place / VECTORS * PITCH + place % VECTORS] = valueVector(key, place % VECTORS);
      }
    }
    workgroupBarrier();

    for (var lane = 0u; lane < KEY_LANES; lane++) {
      // #for r in ROWS
      let share$r = weights[(y + $r * QUERY_LANES) * WEIGHT_PITCH + lane];
      // #end
      // #for c in 4
      // #for j in OUT
      let value$c_$j = vec4<Accumulator>(
        block[(lane + $c * KEY_LANES) * PITCH + min(x + $j * KEY_LANES, VECTORS - 1)]);
      // #for r in ROWS
      result$r_$j = fma(vec4<Accumulator>(share$r[$c]), value$c_$j, result$r_$j);
      // #end
      // #end
      // #end
    }
    workgroupBarrier();
  }

  // #for r in ROWS
  shares[(y + $r * QUERY_LANES) * KEY_LANES + x] = sum$r;
  // #end
  workgroupBarrier();
  // #for r in ROWS
  var total$r = 0.0;
  for (var lane = 0u; lane < KEY_LANES; lane++) {
    total$r += shares[(y + $r * QUERY_LANES) * KEY_LANES + lane];
  }
  let query$r = firstQuery + y + $r * QUERY_LANES;
  // #for j in OUT
  if ((query$r < QUERIES) & (x + $j * KEY_LANES < VECTORS)) {
    let result = vec4<f32>(result$r_$j) / total$r;
    storeVector(layer * QUERIES + query$r, x + $j * KEY_LANES, vec4<Storage>(result));
  }
  // #end
  // #end
}
