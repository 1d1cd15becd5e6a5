// The tokens as plain colours: canvases cannot read custom properties, and `light-dark()` resolves only
// where a real property uses it.

const tokens = {
  ink: '--ink',
  text: '--chart-text',
  grid: '--chart-grid',
  line: '--line-strong',
  surface: '--surface',
  raised: '--surface-raised',
  f32: '--series-f32',
  f16: '--series-f16',
  i8: '--series-i8',
  memory: '--series-memory',
  launch: '--series-launch',
} as const;

export type PaletteColour = keyof typeof tokens;
export type Palette = Readonly<Record<PaletteColour, string>> & { readonly face: string };

/** @param host an element of the page, whose theme counts. */
export function readPalette(host: HTMLElement): Palette {
  const probe = document.createElement('span');
  probe.hidden = true;
  (host.shadowRoot ?? host).append(probe);
  const resolve = (token: string): string => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const palette: Palette = {
    ink: resolve(tokens.ink),
    text: resolve(tokens.text),
    grid: resolve(tokens.grid),
    line: resolve(tokens.line),
    surface: resolve(tokens.surface),
    raised: resolve(tokens.raised),
    f32: resolve(tokens.f32),
    f16: resolve(tokens.f16),
    i8: resolve(tokens.i8),
    memory: resolve(tokens.memory),
    launch: resolve(tokens.launch),
    face: getComputedStyle(probe).fontFamily,
  };
  probe.remove();
  return palette;
}
