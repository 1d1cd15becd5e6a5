// One invocation draws VECTORS times four numbers, WORKGROUP_SIZE apart. COUNT fours, the last of them perhaps not whole.

// Key; number of the first four; fours that are drawn, the others become 0.
@group(0) @binding(0) var<uniform> seed: vec4<u32>;
@group(0) @binding(1) var<storage, read_write> y: array<Element, LENGTH>;

const REGION = WORKGROUP_SIZE * VECTORS;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let first = (group.y * groups.x + group.x) * REGION + local.x;
  // #for i in VECTORS
  let index$i = first + $i * WORKGROUP_SIZE;
  let words$i = philox(vec4<u32>(seed.z + index$i, 0u, 0u, 0u), seed.xy);
  let drawn$i = select(vec4<f32>(0.0), normals(words$i), index$i < seed.w);
  // #end
  // #for i in VECTORS
  // #if WHOLE
  if (index$i < COUNT) {
    y[index$i] = Element(drawn$i);
  }
  // #end
  // #if APART
  // #for j in 4
  if (4 * index$i + $j < LENGTH) {
    y[4 * index$i + $j] = Element(drawn$i[$j]);
  }
  // #end
  // #end
  // #end
}
