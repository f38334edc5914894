import { caseRoutes } from './routes-cases.ts';

export const routes = [...caseRoutes];
