// A team of LANES invocations turns a row of logits into its loss and the gradient of the mean loss. A short row is
// kept in registers, a long one is read twice, with a running maximum the first time as in softmax.

@group(0) @binding(0) var<storage, read> logits: array<Element, ROWS * COLUMNS>;
@group(0) @binding(1) var<storage, read> labels: array<u32, ROWS>;
@group(0) @binding(2) var<storage, read_write> losses: array<f32, ROWS>;
@group(0) @binding(3) var<storage, read_write> dlogits: array<Element, ROWS * COLUMNS>;

// Stands for what lies beyond the row: its exponential is 0, and yet no difference overflows.
const LOWEST = -1e30;
// Vectors of a long row that share one rescaling.
const CHUNK = 4u;
const SHARE = 1 / f32(ROWS);

fn valueOf(start: u32, column: u32) -> Value {
  let value = Value(logits[start + min(column, COLUMNS - 1)]);
  return select(Value(LOWEST), value, column < COLUMNS);
}

// 1 at the label.
fn oneHot(column: u32, label: u32) -> Value {
  // #if WIDTH - 1
  return select(Value(), Value(1), column * 4 + vec4<u32>(0, 1, 2, 3) == vec4<u32>(label));
  // #end
  // #if WIDTH % 4
  return select(0.0, 1.0, column == label);
  // #end
}

fn logitOf(start: u32, label: u32) -> f32 {
  let place = min(label, ROW_LENGTH - 1);
  // #if WIDTH - 1
  return f32(logits[start + place / 4][place % 4]);
  // #end
  // #if WIDTH % 4
  return f32(logits[start + place]);
  // #end
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) index: u32,
) {
  let row = (group.y * groups.x + group.x) * TEAMS + index / LANES;
  let inside = min(row, ROWS - 1);
  let start = inside * COLUMNS;
  let lane = index % LANES;
  let label = labels[inside];

  // #for i in KEPT
  let column$i = lane + $i * LANES;
  let x$i = valueOf(start, column$i);
  // #end
  // #if KEPT
  var top = highest(x0);
  // #end
  // #for i in KEPT
  top = max(top, highest(x$i));
  // #end
  // #if LONG
  var laneTop = LOWEST;
  var laneSum = 0.0;
  for (var turn = 0u; turn < (TURNS + CHUNK - 1) / CHUNK; turn++) {
    // #for i in 4
    let x$i = valueOf(start, lane + (turn * CHUNK + $i) * LANES);
    // #end
    let newTop = max(laneTop, max(max(highest(x0), highest(x1)), max(highest(x2), highest(x3))));
    laneSum *= exp(laneTop - newTop);
    // #for i in 4
    laneSum += across(exp(x$i - newTop));
    // #end
    laneTop = newTop;
  }
  let top = laneTop;
  // #end
  let rowTop = teamMax(top, index);

  // #if KEPT
  var sum = 0.0;
  // #end
  // #for i in KEPT
  let e$i = exp(x$i - rowTop);
  sum += across(e$i);
  // #end
  // #if LONG
  let sum = laneSum * exp(laneTop - rowTop);
  // #end
  let rowSum = teamSum(sum, index);
  let scale = 1 / rowSum;

  if ((row < ROWS) & (lane == 0)) {
    losses[row] = log(rowSum) + (rowTop - logitOf(start, label));
  }
  // #for i in KEPT
  if ((row < ROWS) & (column$i < COLUMNS)) {
    dlogits[start + column$i] = Element((e$i * scale - oneHot(column$i, label)) * SHARE);
  }
  // #end
  // #if LONG
  for (var turn = 0u; turn < TURNS; turn++) {
    let column = lane + turn * LANES;
    if ((row < ROWS) & (column < COLUMNS)) {
      let p = exp(valueOf(start, column) - rowTop) * scale;
      dlogits[start + column] = Element((p - oneHot(column, label)) * SHARE);
    }
  }
  // #end
}
