// One invocation computes VECTORS elements, WORKGROUP_SIZE apart, so that neighbours read neighbours and
// several loads are in flight at once. An element is one value or four. `compute` is in the kind's own file.

@group(0) @binding(0) var<storage, read> x: array<Element, COUNT>;
// #if BINARY
@group(0) @binding(1) var<storage, read> operand: array<Operand, OPERAND_COUNT>;
// #end
@group(0) @binding(BINARY + 1) var<storage, read_write> y: array<Element, COUNT>;

const REGION = WORKGROUP_SIZE * VECTORS;

// #if TOGETHER
// Each operand serves INNER neighbouring elements, which never straddle a vector.
fn otherOf(element: u32) -> Value {
  return Value(OperandValue(operand[element / INNER % OPERAND_COUNT]));
}
// #end
// #if APART
// The four values of a vector belong to columns of their own. INNER counts values here.
fn otherOf(element: u32) -> Value {
  return Value(
    f32(operand[element * 4 / INNER % OPERAND_COUNT]),
    f32(operand[(element * 4 + 1) / INNER % OPERAND_COUNT]),
    f32(operand[(element * 4 + 2) / INNER % OPERAND_COUNT]),
    f32(operand[(element * 4 + 3) / INNER % OPERAND_COUNT]),
  );
}
// #end
// #if UNARY
fn otherOf(element: u32) -> Value {
  return Value();
}
// #end

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
  let other$i = otherOf(source$i);
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
