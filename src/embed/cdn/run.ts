// The run part for pages: leaves itself where the shell that asked for it looks.
import { offerOnPage } from '../../workers/page-slot.ts';
import { createRunPart } from '../run/create-run-part.ts';
import { hostedParts } from './hosted-parts.ts';

offerOnPage(import.meta.url, createRunPart(hostedParts));
