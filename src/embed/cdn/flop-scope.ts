// The script of the snippet: the shell, and where the rest lies.
import { setRunPartSource } from '../load-run-part.ts';
import { hostedRunPart } from './hosted-run-part.ts';
import '../element/flop-scope.ts';

setRunPartSource(hostedRunPart);
