// A team of LANES invocations turns a row of logits, its label and the probabilities that it should match into a loss
// and the gradient of the mean loss. Classes are few where networks learn from others, so that the row is read again
// for each of the three passes over it rather than kept.

@group(0) @binding(0) var<storage, read> logits: array<Element, ROWS * COLUMNS>;
@group(0) @binding(1) var<storage, read> labels: array<u32, ROWS>;
@group(0) @binding(2) var<storage, read> targets: array<Element, ROWS * COLUMNS>;
@group(0) @binding(3) var<storage, read_write> losses: array<f32, ROWS>;
@group(0) @binding(4) var<storage, read_write> dlogits: array<Element, ROWS * COLUMNS>;

// Stands for what lies beyond the row: its exponential is 0, and yet no difference overflows.
const LOWEST = -1e30;
const SHARE = 1 / f32(ROWS);

fn valueOf(start: u32, column: u32) -> Value {
  let value = Value(logits[start + min(column, COLUMNS - 1)]);
  return select(Value(LOWEST), value, column < COLUMNS);
}

fn targetOf(start: u32, column: u32) -> Value {
  let value = Value(targets[start + min(column, COLUMNS - 1)]);
  return select(Value(), value, column < COLUMNS);
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

  var laneTop = LOWEST;
  for (var turn = 0u; turn < TURNS; turn++) {
    laneTop = max(laneTop, highest(valueOf(start, lane + turn * LANES)));
  }
  let top = teamMax(laneTop, index);

  var hardSum = 0.0;
  var softSum = 0.0;
  // Sum of the targets, that of their products with the logits, and the logit of the label, all from the top.
  var laneWeight = 0.0;
  var laneProduct = 0.0;
  var laneLabel = 0.0;
  for (var turn = 0u; turn < TURNS; turn++) {
    let column = lane + turn * LANES;
    let below = valueOf(start, column) - top;
    let wanted = targetOf(start, column);
    hardSum += across(exp(below));
    softSum += across(exp(below * COOLING));
    laneWeight += across(wanted);
    laneProduct += across(wanted * below);
    laneLabel += across(oneHot(column, label) * below);
  }
  let hardTotal = teamSum(hardSum, index);
  let softTotal = teamSum(softSum, index);
  let weight = teamSum(laneWeight, index);
  let product = teamSum(laneProduct, index);
  let ofLabel = teamSum(laneLabel, index);

  if ((row < ROWS) & (lane == 0)) {
    let hard = log(hardTotal) - ofLabel;
    let soft = weight * log(softTotal) - product * COOLING;
    losses[row] = HARD_LOSS * hard + SOFT_LOSS * soft;
  }
  let hardScale = HARD_SLOPE / hardTotal;
  let softScale = SOFT_SLOPE * weight / softTotal;
  for (var turn = 0u; turn < TURNS; turn++) {
    let column = lane + turn * LANES;
    if ((row < ROWS) & (column < COLUMNS)) {
      let below = valueOf(start, column) - top;
      let hard = exp(below) * hardScale - oneHot(column, label) * HARD_SLOPE;
      let soft = exp(below * COOLING) * softScale - targetOf(start, column) * SOFT_SLOPE;
      dlogits[start + column] = Element((hard + soft) * SHARE);
    }
  }
}
