// Chains held 4 in a vector.

alias Lanes = vec4<Storage>;

// 1, 127/128, 126/128, …: exact in f16 and different for up to 128 chains.
fn chainScale(chain: u32) -> Lanes {
  return Lanes(1) - (Lanes(Storage(chain * 4)) + Lanes(0, 1, 2, 3)) / 128;
}

fn laneSum(lanes: Lanes) -> f32 {
  return (f32(lanes.x) + f32(lanes.y)) + (f32(lanes.z) + f32(lanes.w));
}
