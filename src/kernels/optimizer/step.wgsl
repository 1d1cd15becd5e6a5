// One update of every parameter and its state, in place. COUNT counts single values or fours.

struct Rates {
  learningRate: f32,
  // Momentum, or the decay of the mean of the gradients.
  decay: f32,
  // Of the mean of their squares.
  squareDecay: f32,
  // 1 / (1 − decay^step): the means start at 0.
  correction: f32,
  squareCorrection: f32,
  epsilon: f32,
  weightDecay: f32,
}

@group(0) @binding(0) var<uniform> rates: Rates;
@group(0) @binding(1) var<storage, read> gradient: array<Gradient, COUNT>;
@group(0) @binding(2) var<storage, read_write> parameter: array<Value, COUNT>;
// #if STATEFUL
@group(0) @binding(3) var<storage, read_write> mean: array<Value, COUNT>;
// #end
// #if ADAMW
@group(0) @binding(4) var<storage, read_write> square: array<Value, COUNT>;
// #end

const REGION = WORKGROUP_SIZE * VECTORS;

fn update(index: u32) {
  let g = Value(gradient[index]);
  let p = parameter[index];
  // #if SGD
  parameter[index] = p - rates.learningRate * g;
  // #end
  // #if MOMENTUM
  let m = rates.decay * mean[index] + g;
  mean[index] = m;
  parameter[index] = p - rates.learningRate * m;
  // #end
  // #if ADAMW
  let m = rates.decay * mean[index] + (1 - rates.decay) * g;
  let v = rates.squareDecay * square[index] + (1 - rates.squareDecay) * g * g;
  mean[index] = m;
  square[index] = v;
  let step = m * rates.correction / (sqrt(v * rates.squareCorrection) + rates.epsilon);
  parameter[index] = p - rates.learningRate * (step + rates.weightDecay * p);
  // #end
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
) {
  let first = (group.y * groups.x + group.x) * REGION + local.x;
  // #for i in VECTORS
  if (first + $i * WORKGROUP_SIZE < COUNT) {
    update(first + $i * WORKGROUP_SIZE);
  }
  // #end
}
