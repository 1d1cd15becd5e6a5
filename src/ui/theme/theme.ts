// Light, dark, or as the system says. The choice is an attribute on the root that tokens.css reads;
// charts, which cannot read tokens by themselves, are told through an event.
import { readPreferences, rememberPreferences, type Theme } from '../../results/preferences.ts';

/** Fired on `document` whenever colours may have changed. */
export const THEME_CHANGED = 'flopscope-theme-changed';

function show(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset['theme'];
  else dataset['theme'] = theme;
  document.dispatchEvent(new Event(THEME_CHANGED));
}

export function currentTheme(): Theme {
  return readPreferences().theme;
}

export function chooseTheme(theme: Theme): void {
  rememberPreferences({ theme });
  show(theme);
}

/** Call once, before anything is drawn. Paper is light, whatever the screen is. */
export function startTheme(): void {
  show(currentTheme());
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    show(currentTheme());
  });
  addEventListener('beforeprint', () => {
    show('light');
  });
  addEventListener('afterprint', () => {
    show(currentTheme());
  });
}
