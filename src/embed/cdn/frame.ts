// The script of embed.html: one element that the address describes, and where the rest lies.
import { setRunPartSource } from '../load-run-part.ts';
import { hostedRunPart } from './hosted-run-part.ts';
import '../frame/frame.ts';

setRunPartSource(hostedRunPart);
