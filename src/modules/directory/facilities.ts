import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { problems } from './problems.ts';

/** The facility that the first migration makes; set-up gives it its name. */
export const DEFAULT_FACILITY = '01900000-0000-7000-8000-000000000002';
const LIST_LIMIT = 500;

export interface FacilityFacts {
  readonly id: string;
  readonly legalEntityId: string;
  readonly legalEntityName: string;
  readonly name: string;
  readonly timeZone: string;
  readonly country: string;
  readonly state: string | null;
  readonly mrnSystem: string;
  readonly fictional: boolean;
  readonly version: number;
}

export interface FacilityWords {
  readonly name: string;
  readonly timeZone: string;
  readonly country: string;
  readonly state?: string;
  readonly legalEntityName?: string;
}

function facilities(act: Act) {
  return act.tx
    .selectFrom('directory.facility as facility')
    .innerJoin('directory.legal_entity as entity', 'entity.id', 'facility.legal_entity_id')
    .select([
      'facility.id',
      'facility.legal_entity_id as legalEntityId',
      'entity.name as legalEntityName',
      'facility.name',
      'facility.time_zone as timeZone',
      'facility.country',
      'facility.state',
      'facility.mrn_system as mrnSystem',
      'facility.fictional',
      'facility.version',
    ]);
}

/** Facilities are no secret among staff: every list of them is whole. */
export async function listFacilities(act: Act): Promise<FacilityFacts[]> {
  return facilities(act).orderBy('facility.recorded_at').limit(LIST_LIMIT).execute();
}

/** @throws directory/no-such-facility */
export async function facilityById(act: Act, id: string): Promise<FacilityFacts> {
  const found = await facilities(act).where('facility.id', '=', id).executeTakeFirst();
  if (found === undefined)
    throw problems.noSuchFacility({ detail: 'Nothing was changed. Choose a facility from the list.' });
  return found;
}

const mrnSystems = new Map<string, string>();

/**
 * Where a facility's record numbers come from. Asked once in the life of a process: numbers already given out would lose
 * their meaning if it changed, so nothing changes it.
 * @throws directory/no-such-facility
 */
export async function mrnSystemOf(act: Act, facilityId: string): Promise<string> {
  const known = mrnSystems.get(facilityId);
  if (known !== undefined) return known;
  const { mrnSystem } = await facilityById(act, facilityId);
  if (mrnSystems.size >= LIST_LIMIT) mrnSystems.clear();
  mrnSystems.set(facilityId, mrnSystem);
  return mrnSystem;
}

/** Asked by every search for how dates are written there. Another process learns of a move within this time. */
const COUNTRY_CACHE_MS = 60_000;
const countries = new Map<string, { readonly country: string; readonly at: number }>();

/** @throws directory/no-such-facility */
export async function countryOf(act: Act, facilityId: string): Promise<string> {
  const known = countries.get(facilityId);
  const age = act.now.getTime() - (known?.at ?? 0);
  if (known !== undefined && age >= 0 && age < COUNTRY_CACHE_MS) return known.country;
  const { country } = await facilityById(act, facilityId);
  if (countries.size >= LIST_LIMIT) countries.clear();
  countries.set(facilityId, { country, at: act.now.getTime() });
  return country;
}

/** Names a facility and places it: from then on its legal clocks run in that time zone under that jurisdiction. */
export async function describeFacility(
  act: Act,
  id: string,
  words: FacilityWords,
  options: { version?: number; fictional?: boolean } = {},
): Promise<void> {
  const facility = await facilityById(act, id);
  if (options.version !== undefined && options.version !== facility.version)
    throw problems.changedMeanwhile({ detail: 'Nothing was saved. Reload to see the change, then make yours again.' });
  await act.tx
    .updateTable('directory.facility')
    .set({
      name: words.name,
      time_zone: checkedTimeZone(words.timeZone),
      country: words.country,
      state: words.state ?? null,
      version: facility.version + 1,
      ...(options.fictional === undefined ? {} : { fictional: options.fictional }),
    })
    .where('id', '=', id)
    .execute();
  await act.tx
    .updateTable('directory.legal_entity')
    .set({ name: words.legalEntityName ?? words.name })
    .where('id', '=', facility.legalEntityId)
    .$if(words.legalEntityName === undefined, (query) => query.where('name', '=', 'Default'))
    .execute();
  act.afterCommit(() => countries.delete(id));
  // Security settings are audited with what they were (openemr #11565): the same holds for jurisdiction.
  act.note({
    subjectIds: [id],
    detail: {
      before: [facility.country, facility.state ?? '', facility.timeZone],
      after: [words.country, words.state ?? '', words.timeZone],
    },
  });
  act.emit('directory.facility-described', { facilityId: id });
}

export async function addFacility(
  act: Act,
  words: FacilityWords & { legalEntityId?: string },
): Promise<{ id: string }> {
  const id = newId();
  const legalEntityId = words.legalEntityId ?? newId();
  if (words.legalEntityId === undefined)
    await act.tx
      .insertInto('directory.legal_entity')
      .values({ id: legalEntityId, name: words.legalEntityName ?? words.name, recorded_at: act.now })
      .execute();
  await act.tx
    .insertInto('directory.facility')
    .values({
      id,
      legal_entity_id: legalEntityId,
      name: words.name,
      time_zone: checkedTimeZone(words.timeZone),
      country: words.country,
      state: words.state ?? null,
      mrn_system: `urn:chartkeeper:mrn:${id}`,
      recorded_at: act.now,
    })
    .execute();
  act.note({ subjectIds: [id] });
  act.emit('directory.facility-described', { facilityId: id });
  return { id };
}

function checkedTimeZone(name: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    throw problems.unknownTimeZone({
      detail: 'Nothing was saved. Give an IANA name such as America/Chicago.',
      at: 'timeZone',
    });
  }
}
