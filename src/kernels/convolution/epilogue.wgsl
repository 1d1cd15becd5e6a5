// What a network does to a result before it is stored, always in f32: + the bias of its channel, ReLU.

// #if BIAS
@group(0) @binding(BIAS_BINDING) var<storage, read> bias: array<Storage, OUT_CHANNELS>;
// #end

// #if FUSED
fn finished(channel: u32, sum: f32) -> Storage {
  var value = sum;
  // #if BIAS
  value += f32(bias[channel]);
  // #end
  // #if RELU
  value = max(value, 0);
  // #end
  return Storage(value);
}
// #end
