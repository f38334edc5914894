import type { Route } from '../../platform/http/route.ts';
import { appRoutes } from './routes-apps.ts';
import { clientRoutes } from './routes-clients.ts';
import { peopleRoutes } from './routes-people.ts';
import { sessionRoutes } from './routes-session.ts';
import { setUpRoutes } from './routes-set-up.ts';

export const routes: readonly Route[] = [
  ...setUpRoutes,
  ...sessionRoutes,
  ...peopleRoutes,
  ...clientRoutes,
  ...appRoutes,
];
