// Chains held one in a scalar.

alias Lanes = Storage;

// 1, 127/128, 126/128, …: exact in f16 and different for up to 128 chains.
fn chainScale(chain: u32) -> Lanes {
  return Lanes(1) - (Storage(chain)) / 128;
}

fn laneSum(lanes: Lanes) -> f32 {
  return f32(lanes);
}
