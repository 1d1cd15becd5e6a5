// The fields of Embed: which result, in what form, what readers measure beside it, and for which page.
import { html, nothing } from 'lit';
import { deviceName } from '../../results/device-name.ts';
import type { Candidate } from '../compare/candidate.ts';
import type { Parameters } from '../route/route.ts';
import { panelField } from '../train/panel-field.ts';
import { type EmbedQuestion, NO_RESULT } from './embed-question.ts';
import type { TrainingChoice } from './training-choice.ts';

type Choices = readonly (readonly [value: string, name: string])[];

/** @param models undefined until they have arrived. */
export function embedForm(
  question: EmbedQuestion,
  candidates: readonly Candidate[],
  models: TrainingChoice | undefined,
  become: (changed: Parameters) => void,
) {
  const { kind, suite, theme, chosen, siteField, parentField, site } = question;
  const tell = (key: string) => (value: string) => {
    become({ [key]: value });
  };
  const choice = (key: string, label: string, text: string, choices: Choices) =>
    panelField({ id: `embed-${key}`, label, text, choices }, tell(key));
  return html`<div class="choices">
    ${choice('result', 'Result', chosen?.key ?? NO_RESULT, [
      ...candidates.map(nameOf),
      [NO_RESULT, 'None: readers measure theirs alone'],
    ])}
    ${choice('kind', 'As', kind, [
      ['script', 'A script and an element'],
      ['frame', 'A frame (iframe)'],
      ['picture', 'A picture, in Markdown'],
    ])}
    ${
      kind === 'picture'
        ? nothing
        : html`${choice('suite', 'Readers measure', suite, [
            ['quick', 'Quick: half a minute on a GPU'],
            ['smoke', 'Smoke: some seconds, coarse'],
          ])}
          ${trainingFields(question, models, become)}`
    }
    ${choice('theme', 'Colours', theme, [
      ['auto', 'As the reader’s system'],
      ['light', 'Light'],
      ['dark', 'Dark'],
    ])}
    ${panelField(
      {
        ...{ id: 'embed-site', label: 'Address of the lab', text: siteField.text },
        ...{ placeholder: site, error: siteField.error },
        help: 'Where readers load it from. It must serve this build: the hashes are of its files.',
      },
      tell('site'),
    )}
    ${
      kind === 'frame'
        ? panelField(
            {
              ...{ id: 'embed-parent', label: 'Your page', text: parentField.text },
              ...{ placeholder: 'https://blog.example.org', error: parentField.error },
              help: 'With it the frame takes the height of its content. It tells no other page.',
            },
            tell('parent'),
          )
        : nothing
    }
  </div>`;
}

/** The model whose training is timed, with what is of it alone. */
function trainingFields(
  { training, variantsField }: EmbedQuestion,
  models: TrainingChoice | undefined,
  become: (changed: Parameters) => void,
) {
  const model = panelField(
    {
      ...{ id: 'embed-model', label: 'Training time of', text: training?.model.id ?? '' },
      choices: [['', 'No model'], ...(models?.models ?? [])],
      ...(training && { help: 'Estimated for both devices; comes with the click.' }),
    },
    (value) => {
      // A recipe is of the model before, and a variant may not apply to another.
      become({ model: value, recipe: '', variants: '' });
    },
  );
  if (training === undefined) return model;
  return html`${model}
  ${panelField(
    {
      ...{ id: 'embed-recipe', label: 'Trained by', text: training.base.id },
      choices: training.recipes.map(({ id, name }) => [id, name]),
    },
    (recipe) => {
      become({ recipe });
    },
  )}
  ${panelField(
    {
      ...{ id: 'embed-variants', label: 'Shrunk by', text: variantsField.text },
      ...{ placeholder: 'pruned:0.9,int8', error: variantsField.error },
      help: 'Readers see what each of these buys on their device. Empty for none.',
    },
    (variants) => {
      become({ variants });
    },
  )}`;
}

function nameOf({ key, run, origin }: Candidate): readonly [value: string, name: string] {
  const example = origin.kind === 'example' ? ' (example, not your GPU)' : '';
  return [key, `${deviceName(run.identity)}, ${run.createdAt.slice(0, 10)}${example}`];
}
