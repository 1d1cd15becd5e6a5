// A team of LANES invocations turns a row into e^(x − max) / Σ e^(x − max). A short row is loaded once and
// kept in registers. A long one is read twice: the first time every lane keeps a running maximum and
// rescales its sum whenever that grows (Milakov and Gimelshein 2018, arXiv:1805.02867). `x` and `y` are declared by whoever
// binds them. With SCALED, x is multiplied by SCALE first; with CAUSAL, a row sees only its first columns and
// the others become 0.

// Stands for what lies beyond the row: its exponential is 0, and yet no difference overflows.
const LOWEST = -1e30;
// Columns of a long row that share one rescaling.
const CHUNK = 4u;

// Hidden values are not even read: the last visible one is read again.
fn valueOf(start: u32, column: u32, visible: u32) -> Value {
  var value = Value(x[start + min(column, (visible - 1) / WIDTH)]);
  // #if SCALED
  value *= SCALE;
  // #end
  // #if CAUSAL * (WIDTH - 1)
  return select(Value(LOWEST), value, column * 4 + vec4<u32>(0, 1, 2, 3) < vec4<u32>(visible));
  // #end
  // #if 1 - CAUSAL * (WIDTH - 1) / 3
  return select(Value(LOWEST), value, column * WIDTH < visible);
  // #end
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
  // #if CAUSAL
  let visible = ROW_LENGTH - QUERIES + row % QUERIES + 1;
  // #end
  // #if 1 - CAUSAL
  let visible = ROW_LENGTH;
  // #end

  // #for i in KEPT
  let column$i = lane + $i * LANES;
  let x$i = valueOf(start, column$i, visible);
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
    let x$i = valueOf(start, lane + (turn * CHUNK + $i) * LANES, visible);
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
  let scale = 1 / teamSum(sum, index);

  // #for i in KEPT
  if ((row < ROWS) & (column$i < COLUMNS)) {
    y[start + column$i] = Element(e$i * scale);
  }
  // #end
  // #if LONG
  for (var turn = 0u; turn < TURNS; turn++) {
    let column = lane + turn * LANES;
    if ((row < ROWS) & (column < COLUMNS)) {
      y[start + column] = Element(exp(valueOf(start, column, visible) - rowTop) * scale);
    }
  }
  // #end
}
