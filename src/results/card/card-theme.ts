// The colours of a card, those of the page: a picture in a chat has no page to take them from.

export type CardTheme = 'light' | 'dark';

export interface CardColours {
  readonly surface: string;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly accent: string;
  readonly caution: string;
  readonly cautionWash: string;
  readonly failure: string;
  readonly failureWash: string;
  /** Of devices, in the order of the comparison. */
  readonly series: readonly string[];
}

export const cardColours: Readonly<Record<CardTheme, CardColours>> = {
  light: {
    surface: '#fafaf8',
    ink: '#16181b',
    muted: '#555a60',
    line: '#c9c9c2',
    accent: '#b8400a',
    caution: '#7a5a00',
    cautionWash: '#faf3dc',
    failure: '#a8123f',
    failureWash: '#fbe9ee',
    series: ['#8a6a00', '#1460a8', '#0a7a5c', '#9c3a76'],
  },
  dark: {
    surface: '#131517',
    ink: '#e9e9e5',
    muted: '#a5aab0',
    line: '#3d4247',
    accent: '#ff8c4b',
    caution: '#e3bc4a',
    cautionWash: '#262112',
    failure: '#ff8fa8',
    failureWash: '#2c171d',
    series: ['#dcb53f', '#6fb6ff', '#4dcfa6', '#e59ac8'],
  },
};
