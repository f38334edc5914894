import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { facilityById } from '../directory/index.ts';
import { DOCUMENT_TYPES, findType } from '../documents/index.ts';
import { listEncounters } from '../encounters/index.ts';
import { labelPatternsInForce } from './codes/label-patterns.ts';
import { proposeTypeFromCodes } from './codes/propose-type-from-codes.ts';
import { deriveIdentifiers, type ReadIdentifier } from './derive-identifiers.ts';
import type { Evidence, PageText } from './evidence.ts';
import { findCandidates } from './find-candidates.ts';
import type { Item } from './load-item.ts';
import { type DateProposal, proposeDate } from './propose-date.ts';
import { type EncounterProposal, proposeEncounters } from './propose-encounter.ts';
import { type PatientProposal, proposePatient } from './propose-patient.ts';
import { proposeType, type TypeProposal } from './propose-type.ts';
import { listForms } from './understanding/forms.ts';
import { loadTypeModel } from './understanding/load-type-model.ts';
import { proposeLearnedType } from './understanding/propose-learned-type.ts';

const ENGINE = 'chartkeeper-propose 2';
/** The kind of a document shows on its first pages. */
const PAGES_THAT_TELL_TYPE = 2;

/** Everything proposed for the pages of one document to be, as decideAutoFile takes it. */
export interface IndexProposals {
  readonly read: readonly ReadIdentifier[];
  readonly patients: readonly PatientProposal[];
  readonly types: readonly TypeProposal[];
  readonly dates: readonly DateProposal[];
  readonly encounters: readonly EncounterProposal[];
}

interface ProposeOptions {
  /** Pages that are cover sheets of ours: what they say is one fact, however much it is. */
  readonly coverPages?: ReadonlySet<number>;
}

/** The cover sheet is read along, as the page before the first. */
const COVER = 0;

/** Proposes patient, encounter, type and date for a document to be, with reasons, and keeps them. Nothing is filed by it. */
export async function proposeIndex(
  act: Act,
  item: Item,
  pages: readonly PageText[],
  of: { readonly partId: string; readonly cover?: PageText | undefined },
): Promise<IndexProposals> {
  const proposals = await understandPart(act, item, pages, of.cover);
  await keep(act, item, proposals, of.partId);
  return proposals;
}

/** What is proposed for a document to be and the sheet before it, without keeping it. */
export function understandPart(
  act: Act,
  item: Pick<Item, 'facilityId'>,
  pages: readonly PageText[],
  cover: PageText | undefined,
): Promise<IndexProposals> {
  const withCover = cover === undefined ? pages : [{ ...cover, number: COVER }, ...pages];
  return understandPages(act, item, withCover, { coverPages: new Set([COVER]) });
}

/** The same without keeping it. */
export async function understandPages(
  act: Act,
  item: Pick<Item, 'facilityId'>,
  pages: readonly PageText[],
  options: ProposeOptions = {},
): Promise<IndexProposals> {
  const facility = await facilityById(act, item.facilityId);
  const order = facility.country === 'US' ? 'mdy' : 'dmy';
  const habit = { today: act.now.toISOString().slice(0, 10), order } as const;
  const patterns = await labelPatternsInForce(act, item.facilityId);
  const read = deriveIdentifiers(pages, patterns);
  const ownPages = pages.filter(({ number }) => options.coverPages?.has(number) !== true);
  const types = proposeType(ownPages, DOCUMENT_TYPES, {
    // The sheet before the pages too: a person chose the type when it was printed.
    printed: proposeTypeFromCodes(pages, patterns),
    read,
    forms: await listForms(act, read),
    learned: await learnedType(act, item.facilityId, ownPages),
  });
  const dates = proposeDate(ownPages, habit);
  const patients = proposePatient(read, await findCandidates(act, read, order), {
    ...habit,
    coverPages: options.coverPages ?? new Set(),
  });
  const level = types[0] === undefined ? 'encounter' : findType(types[0].code)?.level;
  const [patient] = patients;
  const encounters =
    patient === undefined || level === 'patient'
      ? []
      : proposeEncounters(await listEncounters(act, patient.patientId), {
          date: dates[0]?.date,
          timeZone: facility.timeZone,
          read,
        });
  return { read, patients, types, dates, encounters };
}

async function learnedType(
  act: Act,
  facilityId: string,
  pages: readonly PageText[],
): Promise<TypeProposal | undefined> {
  const learned = await loadTypeModel(act, facilityId);
  if (learned === undefined) return undefined;
  const text = pages
    .slice(0, PAGES_THAT_TELL_TYPE)
    .map((page) => page.text)
    .join('\n');
  return proposeLearnedType(text, learned);
}

interface Row {
  readonly field: 'patient' | 'encounter' | 'type' | 'date';
  readonly value: string;
  readonly confidence: number;
  readonly evidence: Evidence;
}

async function keep(act: Act, item: Item, proposals: IndexProposals, partId: string): Promise<void> {
  const { types, dates, patients, encounters } = proposals;
  const rows: Row[] = [
    ...types.map((each) => ({ ...each, field: 'type' as const, value: each.code })),
    ...dates.map((each) => ({ ...each, field: 'date' as const, value: each.date })),
    ...patients.map((each) => ({ ...each, field: 'patient' as const, value: each.patientId })),
    ...encounters.map((each) => ({ ...each, field: 'encounter' as const, value: each.encounterId })),
  ];
  if (rows.length === 0) return;
  await act.tx
    .insertInto('intake.proposal')
    .values(
      rows.map((row) => ({
        id: newId(),
        item_id: item.id,
        facility_id: item.facilityId,
        labels: item.labels,
        field: row.field,
        value: row.value,
        confidence: row.confidence,
        evidence: JSON.stringify(row.evidence),
        engine: ENGINE,
        proposed_at: act.now,
        part_id: partId,
      })),
    )
    .execute();
}
