// A vision transformer from its config.json, as the zoo builds it. Defaults: transformers 5.18, configuration_vit.py.
import { resolveBindings } from '../../zoo/bindings.ts';
import { defineVisionTransformer } from '../../zoo/families/vision-transformer.ts';
import { brokenFile } from '../broken-file.ts';
import type { BuildableModel } from '../transformer-model.ts';
import { activation } from './activation.ts';
import * as v from 'valibot';
import { evenShare, notKnownYet } from './config-architecture.ts';
import { features, flag, heads, layers, or } from './fields.ts';

const schema = v.object({
  hidden_size: or(features, 768),
  num_hidden_layers: or(layers, 12),
  num_attention_heads: or(heads, 12),
  intermediate_size: or(features, 3072),
  hidden_act: or(activation, 'gelu'),
  image_size: or(features, 224),
  patch_size: or(features, 16),
  num_channels: or(features, 3),
  qkv_bias: or(flag, true),
});

/** 4,096 pixels are the most that a model of the zoo takes. */
const MOST_PIXELS = 4096;

export function isVisionType(modelType: string): boolean {
  return modelType === 'vit';
}

/** @throws FlopscopeError `invalid-document` naming the field that is wrong or a variation that is not known. */
export function visionModel(
  config: object,
  name: string,
  architecture: string | undefined,
  classes: number,
): BuildableModel & { readonly warnings: readonly string[] } {
  const parsed = v.safeParse(schema, config);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return brokenFile(
      `The field “${v.getDotPath(issue) ?? ''}” of this config.json is wrong: ${issue.message}. Correct it.`,
    );
  }
  const { output: sizes } = parsed;
  const { image_size: imageSize, patch_size: patch, hidden_size: hidden } = sizes;
  if (!sizes.qkv_bias || sizes.num_channels !== 3 || sizes.hidden_act !== 'gelu') {
    notKnownYet('a vision transformer without biases, with another activation or not for RGB');
  }
  if (imageSize > MOST_PIXELS || imageSize % patch !== 0) {
    brokenFile(
      `Images of ${imageSize} pixels cannot be cut into patches of ${patch}, or have more than ${MOST_PIXELS}. Correct image_size or patch_size.`,
    );
  }
  evenShare(hidden, sizes.num_attention_heads, 'a hidden size of');
  const definition = defineVisionTransformer({
    id: name,
    name,
    patch,
    imageSize,
    hidden,
    layers: sizes.num_hidden_layers,
    heads: sizes.num_attention_heads,
    feedForward: sizes.intermediate_size,
  });
  const { info } = definition;
  const own = info.bindings.map((each) =>
    each.name === 'classes' ? { ...each, default: classes } : each,
  );
  const model = { name, bindings: own, defaults: { ...info.defaults, classes } };
  const classifies = architecture?.endsWith('ForImageClassification') ?? true;
  return {
    bindings: own,
    buildGraph: (request) => definition.build(resolveBindings(model, request), 'classification'),
    warnings: classifies
      ? []
      : [`Counted with a classifier of ${classes} classes, which the file's own head replaces.`],
  };
}
