/**
 * `flopscope/element/define`: registers `<flop-scope>`; its engine is loaded at the first click, in a worker that a bundler finds
 * by itself. Does nothing where there is no DOM, and leaves a name that is taken to whoever was first.
 * @module
 */
import '../embed/element/flop-scope.ts';
import { setRunPartSource } from '../embed/load-run-part.ts';

setRunPartSource({
  load: async () => {
    const { runPart } = await import('../embed/run/run.ts');
    return runPart;
  },
});

export { FlopScope } from '../embed/element/flop-scope.component.ts';
