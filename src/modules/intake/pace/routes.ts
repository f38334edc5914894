import { route } from '../../../platform/http/route.ts';
import { paceContract as contract } from './contract.ts';
import { loadPace } from './load-pace.ts';

export const paceRoutes = [
  route(contract.open, { permission: 'intake/read', verb: 'intake.see-pace', handle: (act) => loadPace(act) }),
];
