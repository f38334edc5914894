import { secretToken } from '../../platform/ids.ts';
import { route, type Route } from '../../platform/http/route.ts';
import { assignRole, endRole } from './assign-role.ts';
import { contract } from './contract.ts';
import { deactivatePerson, reinstatePerson } from './deactivate-person.ts';
import { invitePerson } from './invite-person.ts';
import { liftSignInStop } from './lift-sign-in-stop.ts';
import { listPeople, listRoles } from './list-people.ts';
import { linkOwnRecord, unlinkOwnRecord } from './own-record.ts';
import { resetSecondFactor } from './reset-second-factor.ts';
import { assertShownFirst } from './shown-once.ts';

const MANAGE = 'accounts/manage-people';

export const peopleRoutes: readonly Route[] = [
  route(contract.roles, {
    permission: 'accounts/read-people',
    verb: 'accounts.list-roles',
    handle: async (act) => ({ roles: await listRoles(act) }),
  }),
  route(contract.people, {
    permission: 'accounts/read-people',
    verb: 'accounts.list-people',
    handle: (act, { query }) => listPeople(act, query),
  }),
  route(contract.invitePerson, {
    permission: MANAGE,
    verb: 'accounts.invite-person',
    before: async () => secretToken(),
    handle: (act, { body }, token) => invitePerson(act, { ...body, displayName: body.name }, token),
    after: async ({ services }, { personId, expiresAt, mark }, _input, token) => {
      assertShownFirst(mark, token);
      return { personId, expiresAt, link: enrolmentLink(services.publicUrl, token) };
    },
  }),
  route(contract.deactivatePerson, {
    permission: MANAGE,
    verb: 'accounts.deactivate-person',
    handle: (act, { params, body }) => deactivatePerson(act, { ...body, personId: params.id }),
  }),
  route(contract.reinstatePerson, {
    permission: MANAGE,
    verb: 'accounts.reinstate-person',
    handle: (act, { params, body }) => reinstatePerson(act, { ...body, personId: params.id }),
  }),
  route(contract.resetSecondFactor, {
    permission: MANAGE,
    verb: 'accounts.reset-second-factor',
    before: async () => secretToken(),
    handle: (act, { params }, token) => resetSecondFactor(act, params.id, token),
    after: async ({ services }, { expiresAt, mark }, { params }, token) => {
      assertShownFirst(mark, token);
      return { personId: params.id, expiresAt, link: enrolmentLink(services.publicUrl, token) };
    },
  }),
  route(contract.liftSignInStop, {
    permission: MANAGE,
    verb: 'accounts.lift-sign-in-stop',
    handle: (act, { params }) => liftSignInStop(act, params.id),
  }),
  route(contract.assignRole, {
    permission: MANAGE,
    verb: 'accounts.assign-role',
    handle: (act, { params, body }) => assignRole(act, { ...body, personId: params.id }),
  }),
  route(contract.endRole, {
    permission: MANAGE,
    verb: 'accounts.end-role',
    handle: (act, { params, body }) =>
      endRole(act, { ...body, personId: params.id, assignmentId: params.assignmentId }),
  }),
  route(contract.linkOwnRecord, {
    permission: MANAGE,
    verb: 'accounts.link-own-record',
    handle: (act, { params, body }) => linkOwnRecord(act, { ...body, personId: params.id }),
  }),
  route(contract.unlinkOwnRecord, {
    permission: MANAGE,
    verb: 'accounts.unlink-own-record',
    handle: (act, { params, body }) => unlinkOwnRecord(act, { ...body, personId: params.id, linkId: params.linkId }),
  }),
];

/** The token stands behind the #, which browsers keep to themselves: no server, proxy or log sees it. */
function enrolmentLink(publicUrl: string, token: string): string {
  return `${publicUrl}/enrol#${token}`;
}
