// Adds up `Sums`, one number or several, over the LANES neighbouring invocations of a team; every lane gets the
// result. Within SUBGROUP lanes by shuffles, beyond by a tree in workgroup memory. All invocations of the
// workgroup must call this together.

// #if TREE
// One share for each SUBGROUP lanes.
var<workgroup> laneSums: array<Sums, WORKGROUP_SIZE / SUBGROUP>;
// #end

fn teamSums(value: Sums, index: u32) -> Sums {
  var result = value;
  // #for s in SHUFFLES
  result += subgroupShuffleXor(result, 1u << $(s)u);
  // #end
  // #if TREE
  let lane = index % LANES;
  let first = index / LANES * (LANES / SUBGROUP);
  if (index % SUBGROUP == 0) {
    laneSums[index / SUBGROUP] = result;
  }
  workgroupBarrier();
  // A loop, not unrolled: llvmpipe takes seconds to compile a shader of many barriers.
  for (var s = 0u; s < TREE; s++) {
    let half = (LANES / SUBGROUP) >> (s + 1);
    if (lane < half) {
      laneSums[first + lane] += laneSums[first + lane + half];
    }
    workgroupBarrier();
  }
  result = laneSums[first];
  workgroupBarrier();
  // #end
  return result;
}
