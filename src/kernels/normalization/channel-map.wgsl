// `resultAt` for every element, VECTORS an invocation, by the factors of its channel.

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) index: u32,
) {
  let first = (group.y * groups.x + group.x) * (WORKGROUP_SIZE * VECTORS) + index;
  // #for i in VECTORS
  let place$i = first + $i * WORKGROUP_SIZE;
  let safe$i = min(place$i, LENGTH - 1);
  let result$i = resultAt(safe$i, factorsAt(safe$i / INNER % CHANNELS));
  // #end
  // #for i in VECTORS
  if (place$i < LENGTH) {
    store(place$i, result$i);
  }
  // #end
}
