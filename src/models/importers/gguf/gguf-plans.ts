// What the name in general.architecture says and the tensors do not: activation, kind of norm, where it stands.
// Source: the code of transformers for each family, and ggml-org/llama.cpp, src/models/.
import type { ActivationKind } from '../../zoo/families/transformer/transformer-spec.ts';

export interface GgufPlan {
  readonly norm: 'rms' | 'layer';
  readonly activation: ActivationKind;
  /** Where there is no table of positions. */
  readonly positions: 'rotary' | 'alibi' | 'none';
  /** Attention and feed-forward side by side: always, where the file says so, or where there is no second norm. */
  readonly parallel?: 'always' | 'as-the-file-says' | 'without-second-norm';
  /** The norm of a layer stands behind it (BERT). */
  readonly after?: boolean;
  readonly encoder?: boolean;
  /** Token vectors are multiplied by √hidden. */
  readonly scaledTokens?: boolean;
  /** Scores and logits are capped (Gemma 2). */
  readonly softCap?: boolean;
  /** Of how many layers one looks at everything, where the others have a window. */
  readonly windowPeriod?: number;
  /** Gate and up lie in one tensor. */
  readonly fusedGate?: boolean;
}

const LLAMA: GgufPlan = { norm: 'rms', activation: 'silu', positions: 'rotary' };
const GEMMA: GgufPlan = { ...LLAMA, activation: 'gelu-tanh', scaledTokens: true };
const GPT2: GgufPlan = { norm: 'layer', activation: 'gelu-tanh', positions: 'none' };

const PLANS: Readonly<Record<string, GgufPlan>> = {
  llama: LLAMA,
  qwen2: LLAMA,
  qwen2moe: LLAMA,
  qwen3: LLAMA,
  qwen3moe: LLAMA,
  granite: LLAMA,
  smollm3: LLAMA,
  internlm2: LLAMA,
  olmo2: LLAMA,
  gemma: GEMMA,
  gemma2: { ...GEMMA, softCap: true, windowPeriod: 2 },
  gemma3: { ...GEMMA, windowPeriod: 6 },
  phi2: { ...GPT2, positions: 'rotary', parallel: 'always' },
  phi3: { ...LLAMA, fusedGate: true },
  gpt2: GPT2,
  starcoder: GPT2,
  starcoder2: { ...GPT2, positions: 'rotary' },
  gptneox: { ...GPT2, activation: 'gelu', positions: 'rotary', parallel: 'as-the-file-says' },
  falcon: { ...GPT2, activation: 'gelu', positions: 'rotary', parallel: 'always' },
  bloom: { ...GPT2, positions: 'alibi' },
  mpt: { ...GPT2, activation: 'gelu', positions: 'alibi' },
  olmo: { ...LLAMA, norm: 'layer' },
  stablelm: { ...LLAMA, norm: 'layer', parallel: 'without-second-norm' },
  bert: { norm: 'layer', activation: 'gelu', positions: 'none', after: true, encoder: true },
};

export function findPlan(architecture: string): GgufPlan | undefined {
  return Object.hasOwn(PLANS, architecture) ? PLANS[architecture] : undefined;
}

export function knownArchitectures(): readonly string[] {
  return [...Object.keys(PLANS), 't5'].sort();
}
