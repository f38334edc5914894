import { lateRoutes } from './late/routes.ts';
import { outsideRoutes } from './outside/routes.ts';
import { readingRoutes } from './reading-routes.ts';
import { writingRoutes } from './writing-routes.ts';

export const routes = [...readingRoutes, ...writingRoutes, ...lateRoutes, ...outsideRoutes];
