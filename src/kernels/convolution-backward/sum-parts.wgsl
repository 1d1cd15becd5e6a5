// Adds up the parts of the weights' gradient that different workgroups computed: one element an invocation.

@group(0) @binding(0) var<storage, read_write> parts: array<Accumulator, SPLITS * LENGTH>;
@group(0) @binding(1) var<storage, read_write> dw: array<Storage, LENGTH>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let element = (group.y * groups.x + group.x) * WORKGROUP_SIZE + local.x;
  let safe = min(element, LENGTH - 1);
  var sum = Accumulator(0);
  for (var split = 0u; split < SPLITS; split++) {
    sum += parts[split * LENGTH + safe];
  }
  if (element < LENGTH) {
    dw[element] = Storage(sum);
  }
}
