// Lets the browser draw, and answer the person, before what follows.

export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
