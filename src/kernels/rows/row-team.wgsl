// Reductions over the LANES neighbouring invocations of a team, which share a row; every lane gets the
// result. Within SUBGROUP lanes by shuffles, beyond by a tree in workgroup memory. With SUBGROUP 1 no
// subgroups are needed. All invocations of the workgroup must call these together.

// #if TREE
// One share for each SUBGROUP lanes.
var<workgroup> shares: array<f32, WORKGROUP_SIZE / SUBGROUP>;
// #end

fn teamSum(value: f32, index: u32) -> f32 {
  var result = value;
  // #for s in SHUFFLES
  result += subgroupShuffleXor(result, 1u << $(s)u);
  // #end
  // #if TREE
  let lane = index % LANES;
  let first = index / LANES * (LANES / SUBGROUP);
  if (index % SUBGROUP == 0) {
    shares[index / SUBGROUP] = result;
  }
  workgroupBarrier();
  // #for s in TREE
  if (lane < (1u << $(TREE - 1 - s)u)) {
    shares[first + lane] += shares[first + lane + (1u << $(TREE - 1 - s)u)];
  }
  workgroupBarrier();
  // #end
  result = shares[first];
  workgroupBarrier();
  // #end
  return result;
}

fn teamMax(value: f32, index: u32) -> f32 {
  var result = value;
  // #for s in SHUFFLES
  result = max(result, subgroupShuffleXor(result, 1u << $(s)u));
  // #end
  // #if TREE
  let lane = index % LANES;
  let first = index / LANES * (LANES / SUBGROUP);
  if (index % SUBGROUP == 0) {
    shares[index / SUBGROUP] = result;
  }
  workgroupBarrier();
  // #for s in TREE
  if (lane < (1u << $(TREE - 1 - s)u)) {
    shares[first + lane] =
      max(shares[first + lane], shares[first + lane + (1u << $(TREE - 1 - s)u)]);
  }
  workgroupBarrier();
  // #end
  result = shares[first];
  workgroupBarrier();
  // #end
  return result;
}
