import { caseRoutes } from './routes-cases.ts';
import { packetRoutes } from './routes-packets.ts';

export const routes = [...caseRoutes, ...packetRoutes];
