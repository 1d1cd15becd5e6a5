// What a network does to a product before it is stored: + bias, activation, + residual, always in f32. `Packet`
// is one element or a vector of WIDTH neighbours of a row, `WidePacket` the same in f32.

// #if BIAS
@group(0) @binding(EPILOGUE_BINDING) var<storage, read> bias: array<Packet, N / WIDTH>;
// #end
// #if RESIDUAL
@group(0) @binding(EPILOGUE_BINDING + BIAS) var<storage, read> residual: array<Packet, BATCH * M * N / WIDTH>;
// #end

// `index` counts elements of C, over all layers.
fn epilogue(index: u32, column: u32, sum: WidePacket) -> WidePacket {
  var value = sum;
  // #if BIAS
  value += WidePacket(bias[column / WIDTH]);
  // #end
  // #if RELU
  value = max(value, WidePacket());
  // #end
  // #if GELU * WIDTH % 2
  value = gelu(value);
  // #end
  // #if GELU * WIDTH / 4
  value = gelu4(value);
  // #end
  // #if RESIDUAL
  value += WidePacket(residual[index / WIDTH]);
  // #end
  return value;
}
