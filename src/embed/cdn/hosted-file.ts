// The files that this build was pinned to, beside the script that is running. The build writes them in (scripts/embed).

export interface HostedFile {
  /** Name beside the shell. */
  readonly file: string;
  /** "sha384-…", checked by the browser before anything of it runs. */
  readonly integrity: string;
}

export type HostedName = 'run' | 'engine' | 'estimate';

/** Each part is told of the files that it loads itself, and only the size of what those load: hashes do not compress. */
declare const __FLOPSCOPE_FILES__: Readonly<Partial<Record<HostedName, HostedFile>>>;
declare const __FLOPSCOPE_SIZES__: Readonly<Partial<Record<HostedName, number>>>;

/** Undefined in a build that does not load it. */
export function hostedFile(name: HostedName): HostedFile | undefined {
  return __FLOPSCOPE_FILES__[name];
}

/** Bytes as they travel, compressed with gzip; 0 in a build that is not told. */
export function hostedBytes(name: HostedName): number {
  return __FLOPSCOPE_SIZES__[name] ?? 0;
}
