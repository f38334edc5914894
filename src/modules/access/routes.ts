import type { Act } from '../../platform/act.ts';
import { route, type Route } from '../../platform/http/route.ts';
import { reviewGlass } from './break-glass.ts';
import { contract } from './contract.ts';
import { listGlassToReview, type PatientWords } from './glass-grants.ts';
import { LABELS } from './labels.ts';
import { policies } from './policy-folder.ts';

/** `apps`, which alone sees every module's permissions, says which of them an actor holds. */
export interface AccessHelp {
  readonly ownPermissions: (act: Act) => readonly string[];
  /** Patients stand above access in the map, so `apps` hands in how they are called. */
  readonly namePatients: (act: Act, ids: readonly string[]) => Promise<ReadonlyMap<string, PatientWords>>;
}

export const accessRoutes = (help: AccessHelp): Route[] => [
  route(contract.ownPermissions, {
    permission: 'accounts/own-account',
    verb: 'access.see-own-permissions',
    handle: async (act) => {
      act.note({ coalesce: 'own-permissions' });
      return { permissions: [...help.ownPermissions(act)] };
    },
  }),
  route(contract.listPolicies, {
    permission: 'access/read',
    verb: 'access.read-policies',
    handle: async () => ({
      policies: [...policies().texts],
      labels: LABELS.map(({ name, title, code }) => ({ name, title, code })),
    }),
  }),
  route(contract.listGlass, {
    permission: 'access/review-glass',
    verb: 'access.list-glass',
    handle: (act) => listGlassToReview(act, help.namePatients),
  }),
  route(contract.reviewGlass, {
    permission: 'access/review-glass',
    verb: 'access.review-glass',
    handle: (act, { params, body }) => reviewGlass(act, params.id, body.outcome),
  }),
];
