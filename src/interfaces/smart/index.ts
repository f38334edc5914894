export { smartRoutes } from './routes.ts';
