import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FACILITY, openWorld, type World } from '../../../test/world/world.ts';
import { newId } from '../../platform/ids.ts';
import { LABELS, maskOf, policies } from './index.ts';

/**
 * What each role may do, written from the duties of a records department (45 CFR 164.514(d)(2)) and not from the policies:
 * when one of the two changes alone, this fails. `+` may, `-` may not.
 */
const ROLES = [
  'administrator',
  'coordinator',
  'scan-clerk',
  'index-clerk',
  'verifier',
  'chart-room-clerk',
  'completeness-analyst',
  'release-specialist',
  'release-approver',
  'clinician',
  'coder',
  'privacy-officer',
  'auditor',
  'integration-client',
  'portal-patient',
  'portal-requester',
] as const;

const EXPECTED: Readonly<Record<string, string>> = {
  //                          adm coo scn idx ver chr ana rls rla cli cod prv aud int por req
  'patients/search': '        -   +   -   +   +   +   +   +   +   +   +   +   -   +   -   -',
  'patients/read': '          -   +   -   +   +   -   +   +   +   +   +   +   -   +   -   -',
  'patients/register': '      -   +   -   -   -   -   -   -   -   -   -   +   -   +   -   -',
  'patients/represent': '     -   +   -   -   -   -   -   +   +   -   -   +   -   -   -   -',
  'patients/flag': '          -   +   -   -   -   -   -   -   -   -   -   +   -   -   -   -',
  'documents/read': '         -   +   -   +   +   -   +   +   +   +   +   +   -   +   -   -',
  'encounters/code': '         -   +   -   -   -   -   -   -   -   -   +   -   -   +   -   -',
  'documents/answer-late': '   -   +   -   -   -   -   -   -   -   -   +   +   -   -   -   -',
  'documents/set-rules': '     -   +   -   -   -   -   -   -   -   -   -   +   -   -   -   -',
  'documents/sign': '         -   +   -   -   -   -   -   -   -   +   -   +   -   -   -   -',
  'documents/review-outside': '-   +   -   -   -   -   -   -   -   +   -   +   -   -   -   -',
  'intake/add': '             -   +   +   +   -   -   -   +   -   -   -   -   -   +   -   -',
  'intake/index': '           -   +   -   +   +   -   -   -   -   -   -   -   -   -   -   -',
  'intake/verify': '          -   +   -   -   +   -   -   -   -   -   -   -   -   -   -   -',
  'intake/set-rules': '       -   +   -   -   -   -   -   -   -   -   -   -   -   -   -   -',
  'intake/reconcile': '       -   +   +   +   -   -   -   -   -   -   -   -   -   -   -   -',
  'intake/import': '          -   +   -   -   -   -   -   -   -   -   -   -   -   -   -   -',
  'intake/plan': '            -   +   -   -   -   -   -   -   -   -   -   -   -   -   -   -',
  'intake/see-objects': '     -   +   +   +   +   +   -   +   +   -   -   +   -   -   -   -',
  'intake/keep-objects': '    -   +   +   +   -   +   -   +   -   -   -   -   -   -   -   -',
  'intake/destroy-objects': ' -   +   -   -   -   -   -   -   -   -   -   +   -   -   -   -',
  'correspondence/set-templates': '+ +   -   -   -   -   -   -   -   -   -   +   -   -   -   -',
  'release/work': '           -   +   -   -   -   -   -   +   +   -   -   +   -   -   -   -',
  'release/approve': '        -   +   -   -   -   -   -   -   +   -   -   +   -   -   -   -',
  'release/bill': '           -   +   -   -   -   -   -   +   +   -   -   +   -   -   -   -',
  'release/waive': '          -   +   -   -   -   -   -   -   +   -   -   +   -   -   -   -',
  'release/send-for-care': '  -   +   -   -   -   -   -   +   +   -   -   +   -   -   -   -',
  'release/give-papers': '    -   +   -   +   +   -   -   -   +   -   -   +   -   -   -   -',
  'release/record-disclosure': '-   +   -   -   -   -   -   +   +   +   -   +   -   -   -   -',
  'identity/read': '          -   +   -   -   -   -   -   -   -   -   -   +   -   -   -   -',
  'identity/work': '          -   +   -   -   -   -   -   -   -   -   -   +   -   -   -   -',
  'identity/manage': '        -   +   -   -   -   -   -   -   -   -   -   +   -   -   -   -',
  'identity/report': '        -   +   -   +   +   -   +   +   +   +   +   +   -   -   -   -',
  'privacy/report': '         -   +   -   -   +   -   -   +   +   -   -   +   -   -   -   -',
  'privacy/read': '           -   -   -   -   -   -   -   -   -   -   -   +   -   -   -   -',
  'privacy/work': '           -   -   -   -   -   -   -   -   -   -   -   +   -   -   -   -',
  'accounts/manage-people': ' +   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -',
  'accounts/own-account': '   +   +   +   +   +   +   +   +   +   +   +   +   +   +   -   -',
  'audit/search': '           -   +   -   -   -   -   -   -   -   -   -   +   +   -   -   -',
  'audit/verify': '           +   +   -   -   -   -   -   -   -   -   -   +   +   -   -   -',
  'access/break-glass': '     -   +   -   -   -   -   -   -   -   +   -   +   -   -   -   -',
  'access/review-glass': '    -   -   -   -   -   -   -   -   -   -   -   +   -   -   -   -',
  'regulations/read': '       +   +   +   +   +   +   +   +   +   +   +   +   +   -   -   -',
  'fhir/read': '              -   +   -   -   -   -   -   +   +   +   -   +   -   +   -   -',
  'fhir/write': '             -   -   -   -   -   -   -   -   -   -   -   -   -   +   -   -',
  'fhir/read-log': '          -   +   -   -   -   -   -   -   -   -   -   +   +   +   -   -',
  'hl7v2/read': '            -   +   -   -   -   -   -   -   -   -   -   -   -   -   -   -',
  'hl7v2/manage': '          -   +   -   -   -   -   -   -   -   -   -   -   -   -   -   -',
  'hl7v2/import': '          -   +   -   -   -   -   -   -   -   -   -   -   -   -   -   -',
  'fhir-client/read': '      -   +   -   -   -   -   -   -   -   -   -   -   -   -   -   -',
  'fhir-client/manage': '    -   +   -   -   -   -   -   -   -   -   -   -   -   -   -   -',
  'fhir-client/send': '      -   +   -   -   -   -   -   -   -   -   -   -   -   -   -   -',
  'ccda/import': '           -   +   -   -   -   -   -   -   -   -   -   -   -   -   -   -',
  'portal/own': '             -   -   -   -   -   -   -   -   -   -   -   -   -   -   +   +',
  'portal/ask-as-requester': '-   -   -   -   -   -   -   -   -   -   -   -   -   -   -   +',
  'portal/desk': '            -   +   -   -   -   -   -   +   +   -   -   +   -   -   -   -',
};

/** Who reads a document of a sensitive class, of those who may read documents at all. */
const CLASSES: Readonly<Record<string, readonly string[]>> = {
  'psychotherapy-notes': ['release-approver', 'privacy-officer'],
  'substance-use-part2': [
    'coordinator',
    'release-specialist',
    'release-approver',
    'clinician',
    'privacy-officer',
    'integration-client',
  ],
  restricted: ['privacy-officer'],
  vip: ['privacy-officer'],
  misfiled: ['coordinator', 'verifier', 'privacy-officer'],
  'not-kept': ['coordinator', 'privacy-officer'],
  hiv: [
    'coordinator',
    'index-clerk',
    'verifier',
    'completeness-analyst',
    'release-specialist',
    'release-approver',
    'clinician',
    'coder',
    'privacy-officer',
    'integration-client',
  ],
};

describe('the access policies', () => {
  it.each(Object.entries(EXPECTED))('give %s to those whose duty it is', (permission, row) => {
    const marks = row.trim().split(/\s+/);
    const decided = ROLES.map((role) =>
      policies().decide([role], permission, 'general', 'operations').allowed ? '+' : '-',
    );
    expect(Object.fromEntries(ROLES.map((role, at) => [role, decided[at]]))).toEqual(
      Object.fromEntries(ROLES.map((role, at) => [role, marks[at]])),
    );
  });

  it.each(Object.entries(CLASSES))('show documents of class %s to those who need them', (name, readers) => {
    const label = LABELS.find((each) => each.name === name)?.name ?? 'vip';
    const seen = ROLES.filter((role) => policies().decide([role], 'documents/read', label, 'operations').allowed);
    expect(seen).toEqual(ROLES.filter((role) => readers.includes(role)));
  });

  it('deny an unknown role, an unknown permission and nobody at all', () => {
    expect(policies().decide(['superuser'], 'patients/read', 'general', 'operations').allowed).toBe(false);
    expect(policies().decide(['coordinator'], 'nothing/known', 'general', 'operations').allowed).toBe(false);
    expect(policies().decide([], 'patients/read', 'general', 'treatment').allowed).toBe(false);
  });

  it('carry a citation each, and say which of them decided', () => {
    expect(
      policies()
        .texts.filter((each) => each.citation === '')
        .map((each) => each.id),
    ).toEqual([]);
    expect(policies().decide(['index-clerk'], 'intake/index', 'general', 'operations').policies).toEqual([
      'role/index-clerk',
    ]);
  });
});

describe('every door asks the one decision', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  it('names in the policies only permissions that a module declares', () => {
    const declared = new Set(
      world.stack.modules.flatMap((module) => [module.name, ...Object.keys(module.permissions ?? {})]),
    );
    const named = policies().texts.flatMap(({ text }) =>
      [...text.matchAll(/Action::"([^"]+)"/g)].map((match) => match[1] ?? ''),
    );
    expect([...new Set(named)].filter((name) => !declared.has(name))).toEqual([]);
  });

  it('gives every declared permission to at least one role', () => {
    const orphans = world.stack.modules
      .flatMap((module) => Object.keys(module.permissions ?? {}))
      .filter(
        (permission) => !ROLES.some((role) => policies().decide([role], permission, 'general', 'operations').allowed),
      );
    expect(orphans).toEqual([]);
  });

  it('answers nobody on any route that is not public', async () => {
    const routes = world.stack.modules
      .flatMap((module) => module.routes ?? [])
      .filter((route) => route.permission !== 'public');
    expect(routes.length).toBeGreaterThan(60);
    for (const { endpoint } of routes) {
      const url = `/api/v1${endpoint.path.replace(/:(\w*[nN]umber)\b/g, '1').replace(/:\w+/g, newId())}`;
      const answer = await world.stack.http.app.inject({
        method: endpoint.method,
        url,
        headers: { 'content-type': 'application/json' },
        ...(endpoint.method === 'GET' ? {} : { payload: '{}' }),
      });
      expect([401], `${endpoint.method} ${endpoint.path}`).toContain(answer.statusCode);
    }
  });

  it('refuses a person without roles on every route but the own account, whatever the input', async () => {
    const nobody = world.person([]);
    for (const { endpoint, permission } of world.stack.modules.flatMap((module) => module.routes ?? [])) {
      if (permission === 'public' || permission === 'accounts/own-account') continue;
      const path = endpoint.path.replace(/:(\w*[nN]umber)\b/g, '1').replace(/:\w+/g, newId());
      const { status } = await world.callAs(nobody, endpoint.method, path, endpoint.method === 'GET' ? undefined : {});
      // 400: the schema refused the empty body before anybody was asked; never a success, never a server fault.
      expect([400, 403], `${endpoint.method} ${endpoint.path}`).toContain(status);
    }
  });

  it('lets the database hide the same rows that the scope hides, whatever the SQL forgets', async () => {
    const other = newId();
    const entity = newId();
    await world.sql(`INSERT INTO directory.legal_entity VALUES ($1, 'Other', '2026-01-01')`, [entity]);
    await world.sql(
      `INSERT INTO directory.facility (id, legal_entity_id, name, time_zone, country, mrn_system, recorded_at) VALUES ($1, $2, 'Other', 'UTC', 'US', 'urn:other', '2026-01-01')`,
      [other, entity],
    );
    const patient = (facility: string, labels: bigint) =>
      world.sql(
        `INSERT INTO patients.patient (id, facility_id, labels, registered_at, registered_by, origin) VALUES ($1, $2, $3, '2026-01-01', 'test', 'desk')`,
        [newId(), facility, labels.toString()],
      );
    await patient(FACILITY, 0n);
    await patient(FACILITY, maskOf(['vip']));
    await patient(FACILITY, maskOf(['hiv']));
    await patient(other, 0n);
    const seenBy = (roles: readonly { role: string; facilityId: string | null }[]) =>
      world.act(
        { ...world.person([]), assignments: roles },
        { verb: 'patients.search', permission: 'patients/read' },
        async (act) => (await act.tx.selectFrom('patients.patient').select('id').execute()).length,
      );
    expect(await seenBy([{ role: 'coordinator', facilityId: null }])).toBe(3);
    expect(await seenBy([{ role: 'privacy-officer', facilityId: null }])).toBe(4);
    expect(await seenBy([{ role: 'coordinator', facilityId: FACILITY }])).toBe(2);
    expect(await seenBy([{ role: 'coordinator', facilityId: other }])).toBe(1);
    await expect(seenBy([{ role: 'scan-clerk', facilityId: null }])).rejects.toMatchObject({
      code: 'access/not-permitted',
    });
  });
});
