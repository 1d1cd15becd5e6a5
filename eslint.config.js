// What Oxlint does not know: the templates of Lit and what people who do not see them need. The rest is in .oxlintrc.json.
import parser from '@typescript-eslint/parser';
import { defineConfig } from 'eslint/config';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';

export default defineConfig(
  {
    files: ['src/ui/**/*.ts', 'src/embed/**/*.ts'],
    extends: [lit.configs['flat/recommended'], wc.configs['flat/recommended']],
    plugins: { 'lit-a11y': litA11y },
    languageOptions: { parser },
    rules: { ...litA11y.configs.recommended.rules },
  },
  {
    // An option of the list has no focus of its own: its keys are those of the input that names it as active.
    files: ['src/ui/picker/model-picker.ts'],
    rules: { 'lit-a11y/click-events-have-key-events': 'off' },
  },
);
