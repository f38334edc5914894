import type { ItemState } from '../../../../packages/rule-engine/index.ts';
import type { Act } from '../../../platform/act.ts';
import type { RequestContext } from '../../../platform/http/route.ts';
import { newId } from '../../../platform/ids.ts';
import { ruleBook } from '../../regulations/index.ts';
import type { AuthorizationForm } from '../evaluate-authorization.ts';
import { FORM_CHECKLISTS } from '../evaluate-authorization.ts';
import { loadRequest, mustHavePatient, type PatientRequest } from '../load-request.ts';
import { recordAuthority, type RecordAuthority, type RecordedAuthority } from '../record-authority.ts';
import type { DefectKind } from './derive-defects.ts';
import type { ElementId, ReadCheck, ReadForm } from './derive-form-elements.ts';
import { findFormSource, type FormSource } from './find-form-source.ts';
import type { Place } from './form-page.ts';
import { loadCaseFacts } from './load-case-facts.ts';
import { readerProblems as problems } from './problems.ts';
import { type FormReading, READER_VERSION, readForm } from './read-form.ts';

export type Context = Pick<RequestContext, 'services' | 'request'>;

interface DecideReading {
  readonly requestId: string;
  readonly documentId?: string | undefined;
  readonly digest: string;
  readonly basis: 'authorization' | 'part2-consent';
  readonly alsoPart2?: boolean | undefined;
  readonly elements: Readonly<Partial<Record<ElementId, ItemState>>>;
  readonly checks: Readonly<Partial<Record<ReadCheck['check'], 'agrees' | 'differs' | 'unclear' | 'missing'>>>;
  readonly form: Omit<AuthorizationForm, 'seen'>;
  readonly legalEntityIds?: readonly string[] | undefined;
  readonly recipient?: RecordAuthority['recipient'];
  readonly classesNamed?: readonly string[] | undefined;
  readonly note?: string | undefined;
}

interface PreparedReading {
  readonly source: FormSource;
  readonly reading: FormReading;
}

/** Outside the transaction: the form read once more, since what is kept as proposed must be what the reader says. */
export async function prepareReading(
  { services, request }: Context,
  input: { readonly requestId: string; readonly documentId?: string | undefined },
): Promise<PreparedReading> {
  const { source, facts } = await services.acting.act(
    request.actContext,
    { verb: 'release.read-form', permission: 'release/work' },
    async (act) => {
      const loaded = await loadRequest(act, input.requestId, 'read');
      return { source: await findFormSource(act, loaded, input.documentId), facts: await loadCaseFacts(act, loaded) };
    },
  );
  return { source, reading: await readForm(services, source, facts) };
}

/**
 * A person went through the form beside the page: what was found, missing or unclear becomes the authority, judged by the
 * rules like one that was typed in; what the reader had proposed is kept beside each answer. Nothing is recorded on a form of
 * another patient or to another custodian.
 * @throws release/no-form, release/reading-changed, release/form-of-another, release/other-custodian, and as recordAuthority
 */
export async function decideReading(
  act: Act,
  input: DecideReading,
  { source, reading }: PreparedReading,
): Promise<RecordedAuthority & { readingId: string; changed: number }> {
  const request = mustHavePatient(await loadRequest(act, input.requestId, 'work'));
  if (reading.read === null)
    throw problems.noForm({
      detail: 'Nothing was saved: no page that was given looks like an authorization. Use the checklist below.',
    });
  if (reading.digest !== input.digest)
    throw problems.readingChanged({
      detail:
        'Nothing was saved. Pages, patient or requester changed since you opened it; go through the form as it reads now.',
    });
  if (input.checks.patient !== 'agrees')
    throw problems.formOfAnother({
      detail:
        'Nothing was saved. Either the case has the wrong patient, or the form came to the wrong case: put that right first.',
      at: 'checks',
    });
  if (input.checks.custodian !== 'agrees')
    throw problems.otherCustodian({
      detail:
        'Nothing was saved: nothing may leave on it. Tell the requester whom it names, or close the request as not ours.',
      at: 'checks',
    });
  const firstItem = source.pages.find(({ number }) => number === reading.form[0])?.itemId ?? null;
  const recorded = await recordAuthority(act, {
    ...{ requestId: input.requestId, basis: input.basis },
    seen: seenOf(input),
    form: input.form,
    ...(input.legalEntityIds === undefined ? {} : { legalEntityIds: input.legalEntityIds }),
    ...(input.recipient === undefined ? {} : { recipient: input.recipient }),
    ...(input.classesNamed === undefined ? {} : { classesNamed: input.classesNamed }),
    ...(input.note === undefined ? {} : { note: input.note }),
    ...(source.document === null ? {} : { formDocument: source.document }),
    ...(firstItem === null ? {} : { formItemId: firstItem }),
  });
  const rows = pairsOf(reading.read, input);
  const changed = rows.filter(({ proposed, decided }) => proposed !== decided).length;
  const readingId = await keep(act, request, {
    source,
    reading,
    rows,
    changed,
    firstItem,
    authorityId: recorded.authorityId,
  });
  act.note({ subjectIds: [readingId], detail: { changed, pages: reading.form.length } });
  return { ...recorded, readingId, changed };
}

/** The answers as the rules ask for them: one reading answers both laws. */
function seenOf({ elements, basis, alsoPart2 }: DecideReading): Record<string, Record<string, ItemState>> {
  const { rules } = ruleBook();
  const lists = [
    ...(basis === 'authorization' ? FORM_CHECKLISTS.hipaa : []),
    ...(basis === 'part2-consent' || alsoPart2 === true ? FORM_CHECKLISTS.part2 : []),
  ];
  const worst = (...states: (ItemState | undefined)[]): ItemState =>
    states.includes('missing') ? 'missing' : states.every((state) => state === 'found') ? 'found' : 'unclear';
  return Object.fromEntries(
    lists.map((ruleId) => {
      const rule = rules.get(ruleId);
      const ids =
        rule?.kind === 'checklist'
          ? new Set(rule.values.flatMap(({ items }) => items.map(({ id }) => id)))
          : new Set<string>();
      const states = [...ids].map((id): [string, ItemState] => {
        if (id === 'right-to-revoke') return [id, elements.revocation ?? 'unclear'];
        if (id === 'tpo-statements') return [id, worst(elements.redisclosure, elements.conditioning)];
        return [id, elements[id as ElementId] ?? 'unclear']; // an element that is not read stays unclear
      });
      return [ruleId, Object.fromEntries(states)];
    }),
  );
}

interface Pair {
  readonly kind: 'element' | 'check' | 'defect' | 'value';
  readonly field: string;
  readonly proposed: string | null;
  readonly decided: string | null;
  readonly confidence: number | null;
  readonly why: string | null;
  readonly place: Place | null;
}

/** What was proposed beside what was decided. Days are days; no words of the page. */
function pairsOf(read: ReadForm, { elements, checks, form }: DecideReading): Pair[] {
  const value = (field: string, proposed: string | null, decided: string | null): Pair => ({
    ...{ kind: 'value', field, proposed, decided },
    ...{ confidence: null, why: null, place: null },
  });
  const decidedDefects: Partial<Record<DefectKind, boolean>> = {
    revoked: form.revokedOn !== null,
    'combined-with-other': form.combinedWith === 'other-document',
    'psychotherapy-with-other': form.combinedWith === 'other-than-psychotherapy-notes',
    'wrongly-conditioned': form.wronglyConditioned,
  };
  return [
    ...read.elements.map(({ id, state, confidence, why, place }): Pair => ({
      ...{ kind: 'element', field: id, proposed: state, decided: elements[id] ?? 'unclear' },
      ...{ confidence, why, place },
    })),
    ...read.checks.map(({ check, result, place }): Pair => ({
      ...{ kind: 'check', field: check, proposed: result, decided: checks[check] ?? result },
      ...{ confidence: null, why: null, place },
    })),
    ...read.defects.map(({ kind, confidence, place }): Pair => ({
      ...{ kind: 'defect', field: kind, proposed: 'found', confidence, why: null, place },
      decided: (decidedDefects[kind] ?? true) ? 'found' : 'missing',
    })),
    value('signed-on', read.signedOn, form.signedOn),
    value('signed-by', read.signedBy, form.signedBy),
    value('expires-on', read.expiresOn, form.expiresOn),
  ];
}

async function keep(
  act: Act,
  request: PatientRequest,
  kept: {
    source: FormSource;
    reading: FormReading;
    rows: readonly Pair[];
    changed: number;
    firstItem: string | null;
    authorityId: string;
  },
): Promise<string> {
  const id = newId();
  const of = { patient_id: request.patientId, facility_id: request.facility.id, labels: request.labels };
  await act.tx
    .insertInto('release.form_reading')
    .values({
      ...{ ...of, id, request_id: request.id, authority_id: kept.authorityId, item_id: kept.firstItem },
      document_patient_id: kept.source.document?.patientId ?? null,
      document_id: kept.source.document?.documentId ?? null,
      pages: [...kept.reading.form],
      reader_version: READER_VERSION,
      changed: kept.changed,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  await act.tx
    .insertInto('release.form_reading_item')
    .values(
      kept.rows.map(({ place, ...row }) => ({
        ...{ ...of, ...row, id: newId(), reading_id: id },
        place: place === null ? null : JSON.stringify(place),
      })),
    )
    .execute();
  return id;
}
