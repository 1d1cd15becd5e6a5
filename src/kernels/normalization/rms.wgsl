// A team of LANES invocations normalises a row: x / √(mean of x² + ε) · γ. A short row stays in registers, a long
// one is read twice.

@group(0) @binding(0) var<storage, read> x: array<Element, ROWS * COLUMNS>;
@group(0) @binding(1) var<storage, read> gamma: array<Element, COLUMNS>;
@group(0) @binding(2) var<storage, read_write> y: array<Element, ROWS * COLUMNS>;

fn result(value: Value, column: u32, scale: f32) -> Element {
  return Element(value * scale * Value(gamma[column]));
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) index: u32,
) {
  let row = (group.y * groups.x + group.x) * TEAMS + index / LANES;
  let start = min(row, ROWS - 1) * COLUMNS;
  let lane = index % LANES;

  var squares = 0.0;
  // #for i in KEPT
  let column$i = lane + $i * LANES;
  let x$i = select(Value(), Value(x[start + min(column$i, COLUMNS - 1)]), column$i < COLUMNS);
  squares += across(x$i * x$i);
  // #end
  // #if LONG
  for (var turn = 0u; turn < TURNS; turn++) {
    let column = lane + turn * LANES;
    let value = Value(x[start + min(column, COLUMNS - 1)]);
    squares += select(0, across(value * value), column < COLUMNS);
  }
  // #end
  let scale = inverseSqrt(teamSum(squares, index) / f32(ROW_LENGTH) + EPSILON);

  // #for i in KEPT
  if ((row < ROWS) & (column$i < COLUMNS)) {
    y[start + column$i] = result(x$i, column$i, scale);
  }
  // #end
  // #if LONG
  for (var turn = 0u; turn < TURNS; turn++) {
    let column = lane + turn * LANES;
    if ((row < ROWS) & (column < COLUMNS)) {
      y[start + column] = result(Value(x[start + column]), column, scale);
    }
  }
  // #end
}
