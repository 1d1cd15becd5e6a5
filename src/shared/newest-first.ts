// The order in which results are listed.

/** For `sort`: the times are of one form, so that their letters tell their order. */
export function newestFirst(
  a: { readonly createdAt: string },
  b: { readonly createdAt: string },
): number {
  if (a.createdAt === b.createdAt) return 0;
  return a.createdAt < b.createdAt ? 1 : -1;
}
