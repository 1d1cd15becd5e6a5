// A team of LANES invocations turns y and dy of a row into dx = y·(dy − Σ dy·y)·SCALE. A short row is kept in
// registers between the sum and the result, a long one is read twice. What a mask hid has y = 0 and so dx = 0.

@group(0) @binding(0) var<storage, read> y: array<Element, ROWS * COLUMNS>;
@group(0) @binding(1) var<storage, read> dy: array<Element, ROWS * COLUMNS>;
@group(0) @binding(2) var<storage, read_write> dx: array<Element, ROWS * COLUMNS>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) index: u32,
) {
  let row = (group.y * groups.x + group.x) * TEAMS + index / LANES;
  let start = min(row, ROWS - 1) * COLUMNS;
  let lane = index % LANES;

  // #for i in KEPT
  let column$i = lane + $i * LANES;
  let place$i = start + min(column$i, COLUMNS - 1);
  let y$i = select(Value(), Value(y[place$i]), column$i < COLUMNS);
  let dy$i = Value(dy[place$i]);
  // #end
  var sum = 0.0;
  // #for i in KEPT
  sum += across(y$i * dy$i);
  // #end
  // #if LONG
  for (var turn = 0u; turn < TURNS; turn++) {
    let column = lane + turn * LANES;
    let place = start + min(column, COLUMNS - 1);
    sum += across(select(Value(), Value(y[place]) * Value(dy[place]), column < COLUMNS));
  }
  // #end
  let mean = teamSum(sum, index);

  // #for i in KEPT
  if ((row < ROWS) & (column$i < COLUMNS)) {
    dx[place$i] = Element(y$i * (dy$i - mean) * SCALE);
  }
  // #end
  // #if LONG
  for (var turn = 0u; turn < TURNS; turn++) {
    let column = lane + turn * LANES;
    if ((row < ROWS) & (column < COLUMNS)) {
      let place = start + column;
      dx[place] = Element(Value(y[place]) * (Value(dy[place]) - mean) * SCALE);
    }
  }
  // #end
}
