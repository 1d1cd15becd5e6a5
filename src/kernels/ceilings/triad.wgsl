// a = b + SCALE · c over COUNT vectors of 16 bytes (STREAM's triad). Each workgroup owns one contiguous region,
// which its invocations cross side by side, so that every memory page is touched by one workgroup only.

@group(0) @binding(0) var<storage, read> left: array<vec4<f32>, COUNT>;
@group(0) @binding(1) var<storage, read> right: array<vec4<f32>, COUNT>;
@group(0) @binding(2) var<storage, read_write> destination: array<vec4<f32>, COUNT>;

const REGION = WORKGROUP_SIZE * VECTORS;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let region = (group.y * groups.x + group.x) * REGION;
  let first = region + local.x;
  if (region + REGION <= COUNT) {
    // All loads come before the first store: that many are in flight at once.
    // #for i in VECTORS
    let left$i = left[first + $i * WORKGROUP_SIZE];
    let right$i = right[first + $i * WORKGROUP_SIZE];
    // #end
    // #for i in VECTORS
    destination[first + $i * WORKGROUP_SIZE] = left$i + f32(SCALE) * right$i;
    // #end
    return;
  }
  for (var i = 0u; i < VECTORS; i++) {
    let index = first + i * WORKGROUP_SIZE;
    if (index < COUNT) {
      destination[index] = left[index] + f32(SCALE) * right[index];
    }
  }
}
