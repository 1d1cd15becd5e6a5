// Text from a file on its way to a terminal: control characters could move the cursor or colour the screen.

/** C0 but the line feed, DEL, C1, and the marks that turn the direction of writing. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

export function plainText(text: string): string {
  return text.replaceAll(CONTROLS, '\ufffd');
}
