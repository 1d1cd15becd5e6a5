// Attention without workgroup memory: every lane keeps ROWS queries and their results in registers. For every
// TEAM keys, each lane loads the elements of one key and takes those of the others by shuffles, so that one
// load serves ROWS·TEAM multiply-adds. For adapters where each load is dear and registers are plenty, which
// are those that compute on a CPU.

@group(0) @binding(0) var<storage, read> q: array<Storage, LAYERS * QUERIES * HEAD>;
@group(0) @binding(1) var<storage, read> k: array<Storage, LAYERS * KEYS * HEAD>;
@group(0) @binding(2) var<storage, read> v: array<Storage, LAYERS * KEYS * HEAD>;
@group(0) @binding(3) var<storage, read_write> o: array<Storage, LAYERS * QUERIES * HEAD>;

// Masked scores: their weight is 0, and yet no difference overflows.
const LOWEST = -1e30;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let layer = group.y;
  let lane = local.x % TEAM;
  let firstQuery = group.x * WORKGROUP_SIZE * ROWS + local.x;

  // #for r in ROWS
  let query$r = firstQuery + $r * WORKGROUP_SIZE;
  let row$r = (layer * QUERIES + min(query$r, QUERIES - 1)) * HEAD;
  // #if CAUSAL
  let visible$r = KEYS - QUERIES + 1 + min(query$r, QUERIES - 1);
  // #end
  // #if UNMASKED
  let visible$r = KEYS;
  // #end
  var top$r = LOWEST;
  var sum$r = 0.0;
  // #for d in HEAD
  let query$r_$d = Accumulator(q[row$r + $d]);
  var result$r_$d = Accumulator(0);
  // #end
  // #end

  for (var turn = 0u; turn < (KEYS + TEAM - 1) / TEAM; turn++) {
    // #if CAUSAL
    // Later keys are masked for every query of this workgroup.
    if (turn * TEAM + QUERIES >= KEYS + min((group.x + 1) * WORKGROUP_SIZE * ROWS, QUERIES)) {
      break;
    }
    // #end
    let start = (layer * KEYS + min(turn * TEAM + lane, KEYS - 1)) * HEAD;
    // #for r in ROWS
    // #for t in TEAM
    var score$r_$t = Accumulator(0);
    // #end
    // #end
    // #for d in HEAD
    {
      let own = Accumulator(k[start + $d]);
      // #for t in TEAM
      let key$t = fromLane$t(own);
      // #for r in ROWS
      score$r_$t = fma(query$r_$d, key$t, score$r_$t);
      // #end
      // #end
    }
    // #end

    // #for r in ROWS
    var newTop$r = top$r;
    // #for t in TEAM
    let masked$r_$t =
      select(LOWEST, f32(score$r_$t) * SCALE, turn * TEAM + (lane ^ $(t)u) < visible$r);
    newTop$r = max(newTop$r, masked$r_$t);
    // #end
    let shrink$r = exp(top$r - newTop$r);
    sum$r *= shrink$r;
    // #for t in TEAM
    let weight$r_$t = exp(masked$r_$t - newTop$r);
    sum$r += weight$r_$t;
    // #end
    top$r = newTop$r;
    // #end

    // #for d in HEAD
    {
      let own = Accumulator(v[start + $d]);
      // #for r in ROWS
      result$r_$d *= Accumulator(shrink$r);
      // #end
      // #for t in TEAM
      let value$t = fromLane$t(own);
      // #for r in ROWS
      result$r_$d = fma(Accumulator(weight$r_$t), value$t, result$r_$d);
      // #end
      // #end
    }
    // #end
  }

  // #for r in ROWS
  if (query$r < QUERIES) {
    // #for d in HEAD
    o[row$r + $d] = Storage(f32(result$r_$d) / sum$r);
    // #end
  }
  // #end
}
