// The config.json of a transformers model: no weights, but everything that decides its graph.
import { throwIfAborted } from '../../../shared/errors.ts';
import type { Importer } from '../imported-model.ts';
import { readConfig } from './read-config.ts';

export const importer: Importer = {
  format: 'huggingface-config',
  label: 'Hugging Face config.json',

  // Any other JSON is taken as well, but the index of a sharded safetensors file: its sentence then says what is missing.
  recognises: (name, head) =>
    /\.json$/i.test(name) && !/\.index\.json$/i.test(name) && !mentionsWeightMap(head),

  open: async (source, { signal, onProgress }) => {
    throwIfAborted(signal);
    const { name, facts, warnings, bindings, buildGraph } = await readConfig(source);
    throwIfAborted(signal);
    onProgress?.(1);
    return { format: 'huggingface-config', name, facts, warnings, bindings, buildGraph };
  },
};

function mentionsWeightMap(head: Uint8Array): boolean {
  return /"(weight_map|total_size)"/.test(new TextDecoder().decode(head));
}
