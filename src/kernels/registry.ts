// Every kernel of the lab, collected from the folders: adding a kernel means adding its files here and
// editing nothing else.
import { type KernelModules, listKernels } from './kernel-list.ts';

const modules: KernelModules = import.meta.glob<KernelModules[string]>('./*/*.kernel.ts', {
  eager: true,
});

/** In the order of their ids. */
export const allKernels = listKernels(modules);

export { kernelById, kernelsFor } from './kernel-list.ts';
