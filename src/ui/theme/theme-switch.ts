// Three radio buttons with pictures: as the system, light, dark.
import { html, LitElement, svg, type SVGTemplateResult } from 'lit';
import type { Theme } from '../../results/preferences.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { chooseTheme, currentTheme } from './theme.ts';
import { themeSwitchStyles } from './theme-switch.styles.ts';

const choices: readonly { theme: Theme; name: string; picture: SVGTemplateResult }[] = [
  {
    theme: 'system',
    name: 'Colours as the system',
    picture: svg`<circle cx="9" cy="9" r="6.5"/><path class="filled" d="M9 2.5a6.5 6.5 0 0 1 0 13z"/>`,
  },
  {
    theme: 'light',
    name: 'Light colours',
    picture: svg`<circle cx="9" cy="9" r="3.4"/><path d="M9 1v2M9 15v2M1 9h2M15 9h2M3.3 3.3l1.4 1.4M13.3 13.3l1.4 1.4M3.3 14.7l1.4-1.4M13.3 4.7l1.4-1.4"/>`,
  },
  {
    theme: 'dark',
    name: 'Dark colours',
    picture: svg`<path d="M14.8 11A6.4 6.4 0 0 1 7 3.2 6.4 6.4 0 1 0 14.8 11z"/>`,
  },
];

class ThemeSwitch extends LitElement {
  static override styles = [baseStyles, themeSwitchStyles];

  override render() {
    const chosen = currentTheme();
    return html`<fieldset>
      <legend class="visually-hidden">Colours</legend>
      ${choices.map(
        ({ theme, name, picture }) =>
          html`<label title=${name}>
            <input
              type="radio"
              name="theme"
              value=${theme}
              .checked=${theme === chosen}
              @change=${() => {
                chooseTheme(theme);
              }}
            />
            <span class="visually-hidden">${name}</span>
            <svg viewBox="0 0 18 18" aria-hidden="true">${picture}</svg>
          </label>`,
      )}
    </fieldset>`;
  }
}

customElements.define('fs-theme-switch', ThemeSwitch);
