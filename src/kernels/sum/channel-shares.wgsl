// Every team sums one share of one channel and keeps it with `keep(channel, part, sums)`. `centreOf(channel)` is
// what `termsAt` gets to know about the channel.

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) index: u32,
) {
  let team = (group.y * groups.x + group.x) * TEAMS + index / LANES;
  let channel = min(team / PARTS, CHANNELS - 1);
  let part = team % PARTS;
  let sums = shareSums(channel, part, centreOf(channel), index);
  if ((team < CHANNELS * PARTS) & (index % LANES == 0)) {
    keep(channel, part, sums);
  }
}
