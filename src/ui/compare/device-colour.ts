// The colour of a device, the same in every picture of a comparison; its name stands beside it wherever it is used.

/** Classes of `seriesStyles`: an inline style would be against the page's content security policy. */
const colours = ['memory', 'f32', 'f16', 'i8'] as const;

/** @param device its position in the comparison. */
export function deviceColour(device: number): string {
  return colours[device % colours.length] ?? 'f32';
}
