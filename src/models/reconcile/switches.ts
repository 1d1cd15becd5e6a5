// The decisions in which counts of operations differ, each as one switch against this page's own count.
import type { ArithmeticKind } from '../operator.ts';
import type { CountingSettings } from './counting-settings.ts';

export interface CountingSwitch {
  readonly id: string;
  /** "Attention scores left out": what the count does when the switch is turned. */
  readonly label: string;
  readonly explanation: string;
  turn(settings: CountingSettings): CountingSettings;
}

function arithmetic(
  kind: Exclude<ArithmeticKind, 'embedding'>,
  label: string,
  explanation: string,
): CountingSwitch {
  return {
    id: kind,
    label,
    explanation,
    turn: (settings) => ({
      ...settings,
      arithmetic: [...settings.arithmetic, { kind, per: 'formula', operations: 1 }],
    }),
  };
}

export const COUNTING_SWITCHES: readonly CountingSwitch[] = [
  {
    id: 'unit',
    label: 'FLOP instead of MAC',
    explanation:
      'A multiply-accumulate is a multiplication and an addition: 2 FLOP. Many papers and tools print MACs and call them FLOPs.',
    turn: (settings) => ({ ...settings, unit: 'FLOP' }),
  },
  arithmetic(
    'bias',
    'Bias added',
    'Adding a bias is one operation for each output of a convolution or fully connected layer.',
  ),
  {
    id: 'attention-scores',
    label: 'Attention scores left out',
    explanation:
      'The product of queries and keys has no weights, so tools that look at layers with weights miss it; it grows with the square of the tokens.',
    turn: (settings) => ({ ...settings, attentionScores: false }),
  },
  {
    id: 'attention-context',
    label: 'Attention context left out',
    explanation:
      'The product of the attention weights and the values has no weights of its own either, and is missed in the same way.',
    turn: (settings) => ({ ...settings, attentionContext: false }),
  },
  {
    id: 'causal-half',
    label: 'Causal attention at half',
    explanation:
      'A causal mask hides half of the scores. Fused kernels skip them, plain code computes and discards them: this page counts all.',
    turn: (settings) => ({ ...settings, causalHalf: true }),
  },
  {
    id: 'language-model-head',
    label: 'Output layer left out',
    explanation:
      'The layer from the last hidden state to the vocabulary is often left out, since its weights are those of the embedding or the body of the model alone is meant.',
    turn: (settings) => ({ ...settings, languageModelHead: false }),
  },
  {
    id: 'embeddings',
    label: 'Embeddings as products',
    explanation:
      'A look-up moves a row and computes nothing. Counted as a product of one-hot rows with the table, as “2 × parameters” implies, it costs entries × features for each token.',
    turn: (settings) => ({ ...settings, embeddings: 'one-hot' }),
  },
  arithmetic(
    'normalisation',
    'Normalisation',
    'Batch, layer and other normalisations: two to eight operations for each element, which some tools count as two and some as five.',
  ),
  arithmetic(
    'activation',
    'Activations',
    'ReLU takes one operation for each element, GELU about five; many tools count one for any of them, or none.',
  ),
  arithmetic(
    'softmax',
    'Softmax',
    'Maximum, subtraction, exponential, sum and division for each element.',
  ),
  arithmetic('pooling', 'Pooling', 'One operation for each element that a window visits.'),
  arithmetic(
    'elementwise',
    'Other arithmetic',
    'Residual sums, gates, scalings, rotary positions and resizing, which hooks on layers do not see.',
  ),
  {
    id: 'auxiliary-heads',
    label: 'Auxiliary heads',
    explanation:
      'Classifiers in the middle of a network that only training runs (GoogLeNet, Inception): a model that was left in training mode includes them.',
    turn: (settings) => ({ ...settings, auxiliaryHeads: true }),
  },
];
