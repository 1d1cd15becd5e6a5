// Philox 4×32, ten rounds; philox.ts names the source. WGSL has no product of 64 bits: its upper half is put together
// from halves of 16.

const MULTIPLIERS = vec2<u32>(0xd2511f53u, 0xcd9e8d57u);
const WEYL = vec2<u32>(0x9e3779b9u, 0xbb67ae85u);
const LOWER = vec2<u32>(0xffffu);
const HALF = vec2<u32>(16u);

fn upperProduct(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> {
  let aLow = a & LOWER;
  let aHigh = a >> HALF;
  let bLow = b & LOWER;
  let bHigh = b >> HALF;
  let first = aHigh * bLow + ((aLow * bLow) >> HALF);
  let second = aLow * bHigh + (first & LOWER);
  return aHigh * bHigh + (first >> HALF) + (second >> HALF);
}

fn philox(counter: vec4<u32>, key: vec2<u32>) -> vec4<u32> {
  var state = counter;
  var round = key;
  // #for i in 10
  {
    let factors = state.xz;
    let low = MULTIPLIERS * factors;
    let mixed = upperProduct(MULTIPLIERS, factors).yx ^ state.yw ^ round;
    state = vec4<u32>(mixed.x, low.y, mixed.y, low.x);
    round += WEYL;
  }
  // #end
  return state;
}
