// What the regime of a recipe adds to the assumptions of an estimate.
import type { TrainingRecipe } from '../recipe.ts';
import type { Assumption } from '../training-estimate.ts';
import { findInterconnect } from './all-reduce.ts';
import { regimeOf } from './regime.ts';

export function regimeAssumptions(recipe: TrainingRecipe): readonly Assumption[] {
  const { accumulation, checkpointing, devices, interconnect } = regimeOf(recipe);
  const assumptions: Assumption[] = [];
  if (accumulation > 1) {
    assumptions.push({
      sentence: `Each step runs ${accumulation} parts of the batch one after the other; gradients are added up in place, and the weights are updated once.`,
      provenance: 'derived',
    });
  }
  if (checkpointing === 'blocks') {
    assumptions.push({
      sentence:
        'Every block of several layers keeps its inputs only and runs forward a second time; the loss and an output layer over a vocabulary do not. Memory holds all borders and the inside of the largest block.',
      provenance: 'derived',
    });
  }
  if (devices > 1) {
    const { name, sentence, source, provenance } = findInterconnect(interconnect);
    assumptions.push(
      {
        sentence: `${devices} equal GPUs share every batch over ${name}. Gradients go around in a ring, 2(N−1)/N of their bytes through every link: at best hidden behind backward, at worst not at all. Latency and stragglers are left out.`,
        provenance: 'derived',
        source: 'NVIDIA/nccl-tests, doc/PERFORMANCE.md, all-reduce',
      },
      { sentence: `${name}: ${sentence}`, provenance, source },
    );
  }
  return assumptions;
}
