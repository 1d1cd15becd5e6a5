// Batch normalization by the statistics of the batch. Sums are taken around one of the channel's own values,
// which loses no digits when the mean is far from 0; around even the least likely value they lose at most half a
// unit for each value of the channel, as the variance then holds that value's share ("shifted data": Chan,
// Golub and LeVeque 1983).

// #if SUMS + FINISHES
// The middle of the first example: borders are often unlike the rest.
fn centreOf(channel: u32) -> f32 {
  let origin = x[channel * INNER + INNER / 2];
  // #if WIDTH - 1
  return f32(origin.x);
  // #end
  // #if WIDTH % 4
  return f32(origin);
  // #end
}
// #end

// #if FUSED + FINISHES
struct Moments {
  mean: f32,
  variance: f32,
  inverseDeviation: f32,
}

fn momentsOf(sums: Sums, centre: f32) -> Moments {
  let shift = sums.x / f32(VALUES);
  let variance = max(sums.y / f32(VALUES) - shift * shift, 0);
  return Moments(centre + shift, variance, inverseSqrt(variance + EPSILON));
}

fn keepMoments(channel: u32, moments: Moments) {
  mean[channel] = moments.mean;
  inverseDeviation[channel] = moments.inverseDeviation;
  let oldMean = runningMean[channel];
  runningMean[channel] = fma(MOMENTUM, moments.mean - oldMean, oldMean);
  let oldVariance = runningVariance[channel];
  runningVariance[channel] = fma(MOMENTUM, moments.variance * UNBIASED - oldVariance, oldVariance);
}
// #end

// #if SUMS
fn termsAt(place: u32, centre: f32) -> Terms {
  let shifted = Value(x[place]) - centre;
  return Terms(shifted, shifted * shifted);
}
// #end

// #if RESULTS
struct Factors {
  mean: f32,
  scale: f32,
  shift: f32,
}

fn resultAt(place: u32, factors: Factors) -> Value {
  return fma(Value(x[place]) - factors.mean, Value(factors.scale), Value(factors.shift));
}

fn store(place: u32, result: Value) {
  y[place] = Element(result);
}
// #end

// #if FUSED
fn settle(channel: u32, sums: Sums, centre: f32, keeps: bool) -> Factors {
  let moments = momentsOf(sums, centre);
  if (keeps) {
    keepMoments(channel, moments);
  }
  let scale = f32(gamma[channel]) * moments.inverseDeviation;
  return Factors(moments.mean, scale, f32(beta[channel]));
}
// #end

// #if FINISHES
fn finish(channel: u32, sums: Sums) {
  keepMoments(channel, momentsOf(sums, centreOf(channel)));
}
// #end

// #if MAPS
fn factorsAt(channel: u32) -> Factors {
  let scale = f32(gamma[channel]) * inverseDeviation[channel];
  return Factors(mean[channel], scale, f32(beta[channel]));
}
// #end
