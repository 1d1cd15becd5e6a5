// Real config.json files (their fields that decide shapes; names are those on huggingface.co) against the parameters
// of the models: what transformers 5.18 makes of the file, without tables that are not trained. flan-t5-base and
// mt5-small by their checkpoints, whose output layer is their own; that version of transformers ties it.
import { describe, expect, it } from 'vitest';
import { countModel } from '../../count.ts';
import { textSource } from '../fuzz/memory-source.ts';
import { openModelFile } from '../open-model-file.ts';
import published from './fixtures/published-configs.json' with { type: 'json' };

describe('published configurations', () => {
  it.each(published)('$name has $parameters parameters', async ({ config, parameters }) => {
    const model = await openModelFile(textSource('config.json', JSON.stringify(config)));
    expect(model.format).toBe('huggingface-config');
    const count = countModel(model.buildGraph?.({}) ?? expect.fail('no graph'));
    expect(count.params).toBe(parameters);
    expect(count.macs).toBeGreaterThan(0);
  });
});
