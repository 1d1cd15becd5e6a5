// The names that the reference implementations give their layers, one style for each family.
export * from './decoder-names.ts';
export * from './encoder-names.ts';
export * from './sequence-names.ts';
