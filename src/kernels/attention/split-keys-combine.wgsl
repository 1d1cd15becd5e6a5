// Combines what the parts of the keys came to: one invocation computes one element of the result.

@group(0) @binding(0) var<storage, read_write> results: array<f32, ROWS * PARTS * VECTORS * 4>;
@group(0) @binding(1) var<storage, read_write> facts: array<vec2<f32>, ROWS * PARTS>;
@group(0) @binding(2) var<storage, read_write> o: array<Storage, ROWS * HEAD>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let index = (group.y * groups.x + group.x) * WORKGROUP_SIZE + local.x;
  let row = min(index / HEAD, ROWS - 1);
  var top = facts[row * PARTS].x;
  for (var part = 1u; part < PARTS; part++) {
    top = max(top, facts[row * PARTS + part].x);
  }
  var sum = 0.0;
  var result = 0.0;
  for (var part = 0u; part < PARTS; part++) {
    let fact = facts[row * PARTS + part];
    let scale = exp(fact.x - top);
    sum = fma(fact.y, scale, sum);
    let element = (row * PARTS + part) * VECTORS * 4 + index % HEAD;
    result = fma(results[element], scale, result);
  }
  if (index < ROWS * HEAD) {
    o[index] = Storage(result / sum);
  }
}
