// One invocation computes VECTORS elements, WORKGROUP_SIZE apart, so that neighbours read neighbours and
// several loads are in flight at once. An element is one value or four. `compute` is in the kind's own file.

@group(0) @binding(0) var<storage, read> x: array<Element, COUNT>;
// #if BINARY
@group(0) @binding(1) var<storage, read> operand: array<Element, OPERAND_COUNT>;
// #end
@group(0) @binding(BINARY + 1) var<storage, read_write> y: array<Element, COUNT>;

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
  let source$i = min(index$i, COUNT - 1);
  let x$i = Value(x[source$i]);
  // #if BINARY
  let other$i = Value(operand[source$i % OPERAND_COUNT]);
  // #end
  // #if UNARY
  let other$i = Value();
  // #end
  // #end
  // #for i in VECTORS
  // #if EDGES
  if (index$i < COUNT)
  // #end
  {
    y[index$i] = Element(compute(x$i, other$i));
  }
  // #end
}
