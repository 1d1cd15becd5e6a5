// The files that this build was pinned to, beside the script that is running. The build writes them in (scripts/embed).

export interface HostedFile {
  /** Name beside the shell. */
  readonly file: string;
  /** "sha384-…", checked by the browser before anything of it runs. */
  readonly integrity: string;
  readonly gzipBytes: number;
}

declare const __FLOPSCOPE_FILES__: Readonly<
  Partial<Record<'run' | 'engine' | 'estimate', HostedFile>>
>;

/** Undefined in a build that does not load it. */
export function hostedFile(name: 'run' | 'engine' | 'estimate'): HostedFile | undefined {
  return __FLOPSCOPE_FILES__[name];
}
