// Attention of few queries, as in decoding, where reading keys and values once is all the work. A workgroup
// takes one query and PART of its keys: TEAM lanes share the score of a key, then every lane sums one vector
// of the values over its share of the keys. A second pass combines the parts ("Flash-Decoding", Dao et al.
// 2023).

// For each query and part: the sum of weighted values, and the maximum and sum of the weights.
@group(0) @binding(3) var<storage, read_write> results: array<vec4<f32>, LAYERS * QUERIES * PARTS * VECTORS>;
@group(0) @binding(4) var<storage, read_write> facts: array<vec2<f32>, LAYERS * QUERIES * PARTS>;

// Masked scores: their weight is 0, and yet no difference overflows.
const LOWEST = -1e30;
const KEYS_AT_ONCE = WORKGROUP_SIZE / TEAM;
// Lanes that share a vector of the values.
const SHARERS = WORKGROUP_SIZE / VECTORS;

var<workgroup> weights: array<f32, PART>;
var<workgroup> sums: array<vec4<f32>, WORKGROUP_SIZE>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_index) index: u32,
) {
  let part = group.x;
  let row = group.y;
  let firstKey = part * PART;
  let keyRow = row / QUERIES * KEYS;
  // #if CAUSAL
  let visible = KEYS - QUERIES + 1 + row % QUERIES;
  // #end
  // #if UNMASKED
  let visible = KEYS;
  // #end

  for (var turn = 0u; turn < PART / KEYS_AT_ONCE; turn++) {
    let key = turn * KEYS_AT_ONCE + index / TEAM;
    let source = keyRow + min(firstKey + key, KEYS - 1);
    var score = 0.0;
    // #for i in TEAM_VECTORS
    {
      let vector = index % TEAM + $i * TEAM;
      let place = min(vector, VECTORS - 1);
      let product =
        dot(vec4<f32>(queryVector(row, place)), vec4<f32>(keyVector(source, place)));
      score += select(0, product, vector < VECTORS);
    }
    // #end
    // #for s in TEAM_STEPS
    score += subgroupShuffleXor(score, 1u << $(s)u);
    // #end
    if (index % TEAM == 0) {
      weights[key] = select(LOWEST, score * SCALE, firstKey + key < visible);
    }
  }
  workgroupBarrier();

  var top = LOWEST;
  for (var turn = 0u; turn < PART / WORKGROUP_SIZE; turn++) {
    top = max(top, weights[index + turn * WORKGROUP_SIZE]);
  }
  top = teamMax(top, index);
  var sum = 0.0;
  for (var turn = 0u; turn < PART / WORKGROUP_SIZE; turn++) {
    let weight = exp(weights[index + turn * WORKGROUP_SIZE] - top);
    weights[index + turn * WORKGROUP_SIZE] = weight;
    sum += weight;
  }
  sum = teamSum(sum, index);

  var result = vec4<f32>();
  for (var turn = 0u; turn < (PART + SHARERS - 1) / SHARERS; turn++) {
    let key = turn * SHARERS + index / VECTORS;
    let source = keyRow + min(firstKey + key, KEYS - 1);
    let weight = select(0, weights[min(key, PART - 1)], key < PART);
    result = fma(vec4<f32>(weight), vec4<f32>(valueVector(source, index % VECTORS)), result);
  }
  sums[index] = result;
  workgroupBarrier();
  if (index < VECTORS) {
    for (var sharer = 1u; sharer < SHARERS; sharer++) {
      result += sums[index + sharer * VECTORS];
    }
    results[(row * PARTS + part) * VECTORS + index] = result;
  }
  if (index == 0) {
    facts[row * PARTS + part] = vec2<f32>(top, sum);
  }
}
