// A team of LANES invocations normalises a row: (x − mean) / √(variance + ε) · γ + β. A short row stays in
// registers, and its variance is summed around the known mean. A long one is read twice: the first time its
// sums are taken around its first value, which loses no digits when the mean is far from 0 (Chan, Golub and
// LeVeque 1983, "shifted data").

@group(0) @binding(0) var<storage, read> x: array<Element, ROWS * COLUMNS>;
@group(0) @binding(1) var<storage, read> gamma: array<Element, COLUMNS>;
@group(0) @binding(2) var<storage, read> beta: array<Element, COLUMNS>;
@group(0) @binding(3) var<storage, read_write> y: array<Element, ROWS * COLUMNS>;

const LENGTH = f32(ROW_LENGTH);

fn result(value: Value, column: u32, scale: f32) -> Element {
  return Element(fma(value * scale, Value(gamma[column]), Value(beta[column])));
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

  // #if KEPT
  var sum = 0.0;
  // #end
  // #for i in KEPT
  let column$i = lane + $i * LANES;
  let x$i = select(Value(), Value(x[start + min(column$i, COLUMNS - 1)]), column$i < COLUMNS);
  sum += across(x$i);
  // #end
  // #if KEPT
  let mean = teamSum(sum, index) / LENGTH;
  var squares = 0.0;
  // #end
  // #for i in KEPT
  let centred$i = select(Value(), x$i - mean, column$i < COLUMNS);
  squares += across(centred$i * centred$i);
  // #end
  // #if KEPT
  let variance = teamSum(squares, index) / LENGTH;
  // #end

  // #if LONG
  let origin = highest(Value(x[start]));
  var sum = 0.0;
  var squares = 0.0;
  for (var turn = 0u; turn < TURNS; turn++) {
    let column = lane + turn * LANES;
    let raw = Value(x[start + min(column, COLUMNS - 1)]) - origin;
    let shifted = select(Value(), raw, column < COLUMNS);
    sum += across(shifted);
    squares += across(shifted * shifted);
  }
  let shift = teamSum(sum, index) / LENGTH;
  let variance = max(teamSum(squares, index) / LENGTH - shift * shift, 0);
  let mean = origin + shift;
  // #end
  let scale = inverseSqrt(variance + EPSILON);

  // #for i in KEPT
  if ((row < ROWS) & (column$i < COLUMNS)) {
    y[start + column$i] = result(centred$i, column$i, scale);
  }
  // #end
  // #if LONG
  for (var turn = 0u; turn < TURNS; turn++) {
    let column = lane + turn * LANES;
    if ((row < ROWS) & (column < COLUMNS)) {
      y[start + column] = result(Value(x[start + column]) - mean, column, scale);
    }
  }
  // #end
}
