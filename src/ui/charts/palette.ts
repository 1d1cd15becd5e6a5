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
  const frame = document.createElement('span');
  frame.hidden = true;
  const probes = new Map<string, HTMLElement>();
  for (const token of Object.values(tokens)) {
    const probe = document.createElement('span');
    probe.style.color = `var(${token})`;
    frame.append(probe);
    probes.set(token, probe);
  }
  // All probes are in place before the first is read: one calculation of styles instead of eleven.
  (host.shadowRoot ?? host).append(frame);
  const resolve = (token: string): string => {
    const probe = probes.get(token);
    return probe === undefined ? '' : getComputedStyle(probe).color;
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
    face: getComputedStyle(frame).fontFamily,
  };
  frame.remove();
  return palette;
}
