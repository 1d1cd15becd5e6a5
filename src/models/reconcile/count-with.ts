// Counts a forward pass by any settings.
import type { ModelGraph } from '../graph.ts';
import type { CountedArithmetic, CountingSettings } from './counting-settings.ts';
import { type WorkPart, workParts } from './work-parts.ts';

export function countWith(graph: ModelGraph, settings: CountingSettings): number {
  const operationsPerMac = settings.unit === 'FLOP' ? 2 : 1;
  let macs = 0;
  let others = 0;
  for (const part of workParts(graph)) {
    if (part.role === 'auxiliary-head' && !settings.auxiliaryHeads) continue;
    if (part.role === 'language-model-head' && !settings.languageModelHead) continue;
    macs += macsOf(part, settings);
    for (const rule of settings.arithmetic) others += operationsOf(part, rule);
  }
  return settings.passes * (operationsPerMac * macs + others);
}

function macsOf(part: WorkPart, settings: CountingSettings): number {
  const oneHot = settings.embeddings === 'one-hot' ? part.oneHotMacs : 0;
  const hidden = settings.causalHalf ? part.causalMacs / 2 : 0;
  switch (part.role) {
    case 'attention-scores':
      return settings.attentionScores ? part.macs - hidden : 0;
    case 'attention-context':
      return settings.attentionContext ? part.macs - hidden : 0;
    case 'language-model-head':
    case 'auxiliary-head':
    case undefined:
      return part.macs + oneHot;
  }
}

/** Operations that a rule finds in a part; 0 where it does not apply. */
function operationsOf(part: WorkPart, rule: CountedArithmetic): number {
  if (rule.kind !== part.arithmetic) return 0;
  if (rule.operators !== undefined && !rule.operators.includes(part.operator)) return 0;
  if (rule.variants !== undefined && !rule.variants.includes(part.variant)) return 0;
  // A layer without bias or arithmetic of its own (a copy) has none by any rule.
  if (part.otherFlops === 0) return 0;
  switch (rule.per) {
    case 'formula':
      return rule.operations * part.otherFlops;
    case 'input':
      return rule.operations * part.inputElements;
    case 'output':
      return rule.operations * part.outputElements;
    case 'row':
      return rule.operations * part.outputRows;
  }
}
