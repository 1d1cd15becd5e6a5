// The kernels of the suites `smoke` and `quick`: ceilings, products and convolutions. Importing it lists them.
import { type KernelModules, listKernels } from './kernel-list.ts';

const modules: KernelModules = import.meta.glob<KernelModules[string]>(
  './{ceilings,convolution,matmul}/*.kernel.ts',
  { eager: true },
);

listKernels(modules);
