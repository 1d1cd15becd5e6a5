// Every model_type that is known, collected from architectures/: a new file there needs no change here.
import type { ConfigArchitecture } from './config-architecture.ts';

const modules = import.meta.glob<{ readonly architectures: readonly ConfigArchitecture[] }>(
  './architectures/*.architecture.ts',
  { eager: true },
);

const byType = new Map(
  Object.values(modules).flatMap(({ architectures }) =>
    architectures.flatMap((each) => each.modelTypes.map((type) => [type, each] as const)),
  ),
);

export function findArchitecture(modelType: string): ConfigArchitecture | undefined {
  return byType.get(modelType);
}

/** In alphabetical order. */
export function knownModelTypes(): readonly string[] {
  return [...byType.keys()].sort((a, b) => a.localeCompare(b, 'en'));
}
