import type { Act } from '../../../platform/act.ts';
import { namesOfPeople } from '../../accounts/index.ts';
import { isId } from '../../../platform/ids.ts';
import { facilityById } from '../../directory/index.ts';
import { dayAt } from '../plain-line.ts';
import { GIVEN, type Language, type NeededFact } from '../template.ts';
import { templateBook } from '../template-folder.ts';
import { decideInForce } from './decide-in-force.ts';
import { describeFacts } from './describe-facts.ts';
import type { Finding } from './evaluate-template.ts';
import { HOUSE_GIVEN, OWN_FACTS } from './own-facts.ts';

const MOST = 500;

/** Every letter with what it may and must say, and every version the house has of it, newest first. */
export async function listTemplates(act: Act) {
  const versions = await listVersions(act);
  const own = new Map(
    versions.filter(({ template }) => !templateBook().templates.has(template)).map((each) => [each.template, each]),
  );
  return {
    letters: [
      ...[...templateBook().templates.values()].map(({ en }) => ({
        ...{ id: en.id, title: en.title, own: false, facts: describeFacts(en.facts) },
        parts: en.parts.flatMap(({ name }) => (name === null ? [] : [name])),
        must: en.must.map(({ needs, what, cite }) => ({ needs: [...needs], what, cite })),
      })),
      ...[...own.values()].map(({ template, name, facts }) => ({
        ...{ id: template, title: name, own: true, facts: describeFacts(Object.entries(facts)), parts: [], must: [] },
      })),
    ],
    given: [...GIVEN, ...HOUSE_GIVEN],
    ownFacts: describeFacts(OWN_FACTS),
    versions,
    people: Object.fromEntries(await namesOfPeople(act, peopleOf(versions))),
  };
}

export async function listVersions(act: Act) {
  const rows = await act.tx
    .selectFrom('correspondence.house_template as t')
    .selectAll('t')
    .orderBy('t.uploaded_at', 'desc')
    .orderBy('t.id', 'desc')
    .limit(MOST)
    .execute();
  const today = new Map<string, string>();
  for (const { facility_id: id } of rows)
    if (!today.has(id)) today.set(id, dayAt((await facilityById(act, id)).timeZone, act.now));
  const alike = new Map<string, typeof rows>();
  for (const row of rows) alike.set(keyOf(row), [...(alike.get(keyOf(row)) ?? []), row]);
  const states = new Map(
    [...alike].map(([key, versions]) => [
      key,
      decideInForce(
        versions.map((each) => ({
          ...{ id: each.id, version: each.version, tried: each.tried_at !== null },
          ...{ inForceFrom: each.in_force_from, retired: each.retired_at !== null },
        })),
        today.get(versions[0]?.facility_id ?? '') ?? '',
      ),
    ]),
  );
  return rows.map((row) => ({
    ...{ id: row.id, facilityId: row.facility_id, template: row.template, version: row.version, name: row.name },
    ...{ fileName: row.file_name, digest: row.digest, inForceFrom: row.in_force_from },
    language: row.language as Language, // CHECK house_template_language_is_known
    state: states.get(keyOf(row))?.get(row.id) ?? ('draft' as const),
    facts: row.facts as unknown as Record<string, NeededFact>, // as uploadTemplate wrote them
    findings: row.findings as unknown as Finding[],
    uploaded: { at: row.uploaded_at, by: row.uploaded_by },
    tried: said(row.tried_at, row.tried_by),
    inForce: said(row.in_force_at, row.in_force_by),
    retired:
      row.retired_at === null
        ? null
        : { at: row.retired_at, by: row.retired_by ?? '', reason: row.retire_reason ?? '' },
  }));
}

function peopleOf(versions: Awaited<ReturnType<typeof listVersions>>): string[] {
  const ids = versions.flatMap(({ uploaded, tried, inForce, retired }) =>
    [uploaded, tried, inForce, retired].flatMap((each) => (each === null ? [] : [each.by])),
  );
  return [...new Set(ids)].filter(isId);
}

const keyOf = (row: { facility_id: string; template: string; language: string }) =>
  `${row.facility_id} ${row.template} ${row.language}`;
const said = (at: Date | null, by: string | null) => (at === null ? null : { at, by: by ?? '' });
