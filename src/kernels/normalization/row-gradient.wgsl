// Gradient of layer normalization, row by row: with x̂ = (x − mean) / deviation and g = dy · γ,
// dx = (g − mean(g) − x̂ · mean(g · x̂)) / deviation. A team of LANES invocations sums x and g first and then, around
// the mean, (x − mean)² and g · (x − mean). Normalization by the root of the mean square does without the means. A
// short row stays in registers, a long one is read two or three times. Mean and inverse deviation are kept for
// the pass that sums over the rows.

const ROW = f32(ROW_LENGTH);

fn resultAt(centred: Value, g: Value, meanG: f32, inverse: f32, slope: f32) -> Element {
  return Element((g - meanG - centred * slope) * inverse);
}

fn gradientAt(place: u32, column: u32) -> Value {
  return Value(dy[place]) * Value(gamma[column]);
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

  // #for i in KEPT
  let column$i = lane + $i * LANES;
  let safe$i = min(column$i, COLUMNS - 1);
  let x$i = select(Value(), Value(x[start + safe$i]), column$i < COLUMNS);
  let g$i = select(Value(), gradientAt(start + safe$i, safe$i), column$i < COLUMNS);
  // #end

  // #if CENTRED
  var plain = Sums();
  // #for i in KEPT
  plain += Sums(across(x$i), across(g$i));
  // #end
  // #if LONG
  for (var turn = 0u; turn < TURNS; turn++) {
    let column = lane + turn * LANES;
    let safe = min(column, COLUMNS - 1);
    let terms = Sums(across(Value(x[start + safe])), across(gradientAt(start + safe, safe)));
    plain += select(Sums(), terms, column < COLUMNS);
  }
  // #end
  let means = teamSums(plain, index) / ROW;
  // #end
  // #if PLAIN
  let means = Sums();
  // #end

  var around = Sums();
  // #for i in KEPT
  let centred$i = select(Value(), x$i - means.x, column$i < COLUMNS);
  around += Sums(across(centred$i * centred$i), across(centred$i * g$i));
  // #end
  // #if LONG
  for (var turn = 0u; turn < TURNS; turn++) {
    let column = lane + turn * LANES;
    let safe = min(column, COLUMNS - 1);
    let centred = Value(x[start + safe]) - means.x;
    let terms = Sums(across(centred * centred), across(centred * gradientAt(start + safe, safe)));
    around += select(Sums(), terms, column < COLUMNS);
  }
  // #end
  let products = teamSums(around, index) / ROW;
  let inverse = inverseSqrt(products.x + EPSILON);
  let slope = products.y * inverse * inverse;

  // #for i in KEPT
  if ((row < ROWS) & (column$i < COLUMNS)) {
    dx[start + column$i] = resultAt(centred$i, g$i, means.y, inverse, slope);
  }
  // #end
  // #if LONG
  for (var turn = 0u; turn < TURNS; turn++) {
    let column = lane + turn * LANES;
    if ((row < ROWS) & (column < COLUMNS)) {
      let centred = Value(x[start + column]) - means.x;
      let g = gradientAt(start + column, column);
      dx[start + column] = resultAt(centred, g, means.y, inverse, slope);
    }
  }
  // #end
  if ((row < ROWS) & (lane == 0)) {
    statistics[row] = vec2<f32>(means.x, inverse);
  }
}
