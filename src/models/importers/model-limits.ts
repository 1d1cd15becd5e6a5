// The largest sizes that a file may ask for, far above any model: a damaged number then ends in a sentence, not in
// an endless loop.

/** DeepNet (arXiv 2203.00555) trained 1,000 layers, the most there are. */
export const MOST_LAYERS = 1000;
/** 64 times the widest hidden size published (MT-NLG 530B: 20,480). */
export const MOST_FEATURES = 1 << 20;
/** Ten times the largest vocabulary of mT5 and Gemma (262,208), rounded up. */
export const MOST_WORDS = 1 << 22;
/** Llama 4 Scout reads 10 million tokens. */
export const MOST_TOKENS = 1 << 24;
/** DeepSeek-V3 has 256 experts a layer, Switch-C 2,048. */
export const MOST_EXPERTS = 1 << 14;
