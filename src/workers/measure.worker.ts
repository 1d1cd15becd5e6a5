// The light engine: the suites `smoke` and `quick`, for the element of a page.
import { measureCore } from '../engine/measure-core.ts';
import { MeasuringHost } from './measuring-host.ts';
import { servePart } from './serve-part.ts';

servePart(new MeasuringHost(measureCore).api, import.meta.url);
