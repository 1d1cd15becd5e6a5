// One look for the tooltips of all charts: the page's ink as ground, its surface as text.
import type { Palette } from './palette.ts';

interface Font {
  readonly family: string;
  readonly size: number;
}

export function tooltipStyle(palette: Palette, font: Font) {
  return {
    backgroundColor: palette.ink,
    titleColor: palette.surface,
    bodyColor: palette.surface,
    cornerRadius: 3,
    displayColors: false,
    titleFont: font,
    bodyFont: font,
  };
}
