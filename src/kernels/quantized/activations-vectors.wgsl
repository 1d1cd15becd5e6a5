// Activations by vectors of half a word of weights, for rows of A that are whole words.

@group(0) @binding(0) var<storage, read> a: array<HalfWord, M * K / (VALUES / 2)>;

struct Activations {
  low: HalfWord,
  high: HalfWord,
}

fn activations(row: u32, word: u32) -> Activations {
  let first = (row * WORDS + word) * 2;
  return Activations(a[first], a[first + 1]);
}
