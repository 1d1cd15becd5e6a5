// Hands a text to the browser as a file.

/** @param parts of the text, one after the other. */
export function saveText(name: string, type: string, parts: readonly string[]): void {
  const address = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken hold of the data once the click has been handled.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 1000);
}
