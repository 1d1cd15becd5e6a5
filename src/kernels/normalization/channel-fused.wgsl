// A team of LANES invocations sums a whole channel, and then goes over it again for the result.
// `settle(channel, sums, centre, keeps)` turns the sums into the factors of `resultAt(place, factors)`, and keeps
// what else follows from them where `keeps` is true.

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) index: u32,
) {
  let team = (group.y * groups.x + group.x) * TEAMS + index / LANES;
  let channel = min(team, CHANNELS - 1);
  let lane = index % LANES;
  let inside = team < CHANNELS;
  let centre = centreOf(channel);
  let sums = shareSums(channel, 0, centre, index);
  let factors = settle(channel, sums, centre, inside & (lane == 0));
  for (var turn = 0u; turn < RESULT_TURNS; turn++) {
    let start = turn * (LANES * RESULTS_AT_ONCE) + lane;
    // #for i in RESULTS_AT_ONCE
    let step$i = start + $i * LANES;
    let place$i = placeOf(channel, min(step$i, STEPS - 1));
    let result$i = resultAt(place$i, factors);
    // #end
    // #for i in RESULTS_AT_ONCE
    if (inside & (step$i < STEPS)) {
      store(place$i, result$i);
    }
    // #end
  }
}
