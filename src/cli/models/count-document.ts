// What `flopscope count --json` prints. Fields are only ever added; README.md lists them.
import { type CheckpointSizes, checkpointSizes } from '../../models/checkpoint-sizes.ts';
import { countModel, type ModelCount } from '../../models/count.ts';
import type {
  FileFact,
  FileFormat,
  ImportedModel,
  WeightSummary,
} from '../../models/importers/imported-model.ts';
import type { OpenedModel } from './open-model.ts';

export interface FileDocument {
  readonly format: FileFormat;
  readonly name: string;
  readonly facts: readonly FileFact[];
  readonly weights: WeightSummary | null;
  readonly warnings: readonly string[];
}

interface Common {
  readonly checkpointBytes: CheckpointSizes;
  readonly file: FileDocument | null;
}

export type CountDocument =
  | (Common & { readonly counted: true } & ModelCount)
  /** A file of weights whose architecture is not known: nothing but its parameters can be said. */
  | (Common & { readonly counted: false; readonly name: string; readonly params: number });

export function countDocument({ file, graph }: OpenedModel): CountDocument {
  const described = file === undefined ? null : describe(file);
  if (graph === undefined) {
    const params = file?.weights?.elements ?? 0;
    return {
      counted: false,
      name: file?.name ?? '',
      params,
      checkpointBytes: checkpointSizes(params),
      file: described,
    };
  }
  const count = countModel(graph);
  return {
    counted: true,
    ...count,
    checkpointBytes: checkpointSizes(count.params),
    file: described,
  };
}

function describe({ format, name, facts, weights, warnings }: ImportedModel): FileDocument {
  return { format, name, facts, weights: weights ?? null, warnings };
}
