// What was decided in building a transformer that changes its count, as sentences.
import type { StackSpec, TransformerSizes, TransformerSpec } from './transformer-spec.ts';

export function transformerNotes(spec: TransformerSpec, sizes: TransformerSizes): string[] {
  const stacks = spec.decoder ? [spec.stack, spec.decoder] : [spec.stack];
  const notes: string[] = [];
  if (spec.kind !== 'encoder') {
    notes.push(
      `Attention scores${spec.decoder ? ' of the decoder' : ''} are computed for all pairs of positions; a kernel that skips the masked half computes half of these products.`,
    );
  }
  if (spec.decoder) {
    notes.push(
      'Encoder and decoder run once, as in training; writing a text runs the decoder once a token.',
    );
  }
  notes.push(...stacks.flatMap((stack) => windowNote(stack, sizes.sequenceLength)));
  notes.push(...stacks.flatMap(expertNote));
  if (spec.stack.sharedLayers) {
    notes.push(
      `All ${spec.stack.layers} layers use one set of weights: parameters count once, MACs at every layer.`,
    );
  }
  return [...new Set(notes)];
}

function windowNote({ attention }: StackSpec, tokens: number): readonly string[] {
  const { window, windowPeriod } = attention;
  if (window === undefined || tokens <= window) return [];
  const layers =
    windowPeriod === undefined
      ? 'Every layer looks'
      : `${windowPeriod - 1} of ${windowPeriod} layers look`;
  return [
    `${layers} back over ${window} positions only; here all ${tokens} are computed, as a kernel without windows does.`,
  ];
}

function expertNote({ feedForward: { experts } }: StackSpec): readonly string[] {
  if (experts === undefined) return [];
  return [
    `Each token runs through ${experts.perToken} of ${experts.count} experts, spread evenly over them; all are stored, those that no token reaches are not read.`,
  ];
}
