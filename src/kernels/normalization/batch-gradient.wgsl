// Gradient of batch normalization: with x̂ = (x − mean) · inverseDeviation,
// dx = γ · inverseDeviation · (dy − mean(dy) − x̂ · mean(dy · x̂)), dγ = Σ dy · x̂, dβ = Σ dy.

// #if SUMS
fn centreOf(channel: u32) -> f32 {
  return mean[channel];
}

fn termsAt(place: u32, centre: f32) -> Terms {
  let gradient = Value(dy[place]);
  return Terms(gradient, gradient * (Value(x[place]) - centre));
}
// #end

// #if RESULTS
struct Factors {
  mean: f32,
  scale: f32,
  // Mean of dy.
  offset: f32,
  // What x − mean is taken times.
  slope: f32,
}

fn resultAt(place: u32, factors: Factors) -> Value {
  let centred = Value(x[place]) - factors.mean;
  return factors.scale * (Value(dy[place]) - factors.offset - centred * factors.slope);
}

fn store(place: u32, result: Value) {
  dx[place] = Element(result);
}
// #end

// #if FUSED + FINISHES
fn keepGradients(channel: u32, sums: Sums, inverse: f32) {
  dgamma[channel] = Storage(sums.y * inverse);
  dbeta[channel] = Storage(sums.x);
}

fn slopeOf(sums: Sums, inverse: f32) -> f32 {
  return sums.y / f32(VALUES) * inverse * inverse;
}
// #end

// #if FUSED
fn settle(channel: u32, sums: Sums, centre: f32, keeps: bool) -> Factors {
  let inverse = inverseDeviation[channel];
  if (keeps) {
    keepGradients(channel, sums, inverse);
  }
  let scale = f32(gamma[channel]) * inverse;
  return Factors(centre, scale, sums.x / f32(VALUES), slopeOf(sums, inverse));
}
// #end

// #if FINISHES
fn finish(channel: u32, sums: Sums) {
  let inverse = inverseDeviation[channel];
  keepGradients(channel, sums, inverse);
  totals[channel] = vec2<f32>(sums.x / f32(VALUES), slopeOf(sums, inverse));
}
// #end

// #if MAPS
fn factorsAt(channel: u32) -> Factors {
  let total = totals[channel];
  let scale = f32(gamma[channel]) * inverseDeviation[channel];
  return Factors(mean[channel], scale, total.x, total.y);
}
// #end
