// Hands a text or an image to the browser as a file.

/** Until then the browser has taken hold of the data. */
const RELEASED_AFTER_MS = 1000;

/** @param parts of the content, one after the other. */
export function saveFile(name: string, type: string, parts: readonly (string | Blob)[]): void {
  const address = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, RELEASED_AFTER_MS);
}
