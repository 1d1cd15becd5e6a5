// Every call of the API.
import type { Route } from '../route.ts';
import { deviceRoute } from './device-route.ts';
import { eventRoute } from './event-route.ts';
import { exportRoute } from './export-route.ts';
import { resultRoutes } from './result-routes.ts';
import { spaceRoutes } from './space-routes.ts';

export const routes: readonly Route[] = [
  ...spaceRoutes,
  ...resultRoutes,
  deviceRoute,
  exportRoute,
  eventRoute,
];
