import { useMemo, useState } from 'react';
import { type BodyOf } from '../../../platform/http/contract.ts';
import { ProblemError } from '../../../ui/api/problem-error.ts';
import { useRead } from '../../../ui/api/reads.tsx';
import { type FieldError } from '../../../ui/feedback/ErrorSummary.tsx';
import { type Picked } from '../../../ui/fields/picker-slot.ts';
import { useTexts } from '../../../ui/i18n.ts';
import { useCalendar, useMay } from '../../../ui/session.ts';
import { useDocumentTypes, type DocumentType, type OutsideWords } from '../../documents/web/index.tsx';
import { contract as documentsContract } from '../../documents/contract.ts';
import { contract as encountersContract } from '../../encounters/contract.ts';
import { type contract } from '../contract.ts';
import { useDeskMemory, type FiledHere } from './desk-memory.ts';
import { onlyEncounterOn } from './encounters-on.ts';
import { type OpenedPart, type Proposal } from './item.ts';
import { parsePages, printPages } from './pages-text.ts';

export const VERSION_STATUSES = ['preliminary', 'final', 'corrected', 'amended'] as const;
export type VersionStatus = (typeof VERSION_STATUSES)[number];

export type IndexField = 'patient' | 'encounter' | 'type' | 'date' | 'pages';

const ENCOUNTER_MISSING = 'intake/encounter-missing';
/** Refusals that a reason overcomes: the person looked, and knows why it is right all the same. */
const REASON_HELPS = ['intake/patient-mismatch', ENCOUNTER_MISSING];
const LEAST_REASON = 3;

interface Words {
  readonly picked: Picked | undefined;
  /** Undefined: not touched, the only encounter of the day stands; null: cleared by the person. */
  readonly encounter: string | null | undefined;
  readonly typeCode: string | undefined;
  readonly date: string;
  readonly pagesText: string;
  readonly reason: string;
  /** The document of the patient whose next version this is. */
  readonly versionOf: string | undefined;
  /** What the pages say that they are. */
  readonly versionStatus: VersionStatus | undefined;
  /** Undefined: not touched, what the source or the type says stands. */
  readonly isOutside: boolean | undefined;
  readonly outside: OutsideWords;
  /** Who wrote it there. */
  readonly outsideAuthor: string;
}

export type Filing =
  | {
      readonly kind: 'file';
      readonly body: BodyOf<typeof contract.filePart>;
      readonly pages: readonly number[];
      readonly remembered: FiledHere;
    }
  | { readonly kind: 'send'; readonly body: BodyOf<typeof contract.setPartAside>; readonly pages: readonly number[] };

const OUTSIDE_SECTION = 'outside';

/** What the source tells; the receipt date-stamp and the way the file came are known in any case. */
function outsideAsProposed({ outside }: OpenedPart): OutsideWords {
  return {
    organisation: outside.organisation ?? '',
    receivedOn: outside.receivedOn,
    howReceived: outside.howReceived,
    reviewerId: '',
  };
}

function outsideBody({ outside: { reviewerId, ...outside }, outsideAuthor }: Words) {
  return {
    outside: { ...outside, ...(reviewerId === '' ? {} : { reviewerId }) },
    ...(outsideAuthor.trim() === '' ? {} : { author: outsideAuthor.trim() }),
  };
}

/** The fields of the index screen as they stand there; checked and converted when filed, kept when filing fails. */
export function useIndexForm(opened: OpenedPart) {
  const t = useTexts('intake');
  const may = useMay();
  const { zone } = useCalendar();
  const memory = useDeskMemory();
  const { typeOf, choices: typeChoices } = useDocumentTypes();
  const [keepsPatient, setKeepsPatient] = useState(memory.kept !== undefined);
  const best = (field: string) => opened.proposals.find((proposal) => proposal.field === field);
  const [words, setWords] = useState<Words>(() => ({
    picked: memory.kept,
    encounter: undefined,
    typeCode: best('type')?.value,
    date: best('date')?.value ?? '',
    pagesText: '',
    reason: '',
    versionOf: undefined,
    versionStatus: undefined,
    isOutside: undefined,
    outside: outsideAsProposed(opened),
    outsideAuthor: '',
  }));
  const [unclearDate, setUnclearDate] = useState(false);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [refused, setRefusal] = useState<ProblemError>();
  const [lastTicked, setLastTicked] = useState<number>();

  const change = (to: Partial<Words>) => setWords((before) => ({ ...before, ...to }));
  const open = useMemo(
    () => opened.pages.filter(({ outcome }) => outcome === null).map(({ number }) => number),
    [opened.pages],
  );
  const pages = parsePages(words.pagesText, open);
  const type: DocumentType | undefined = typeOf(words.typeCode);
  const encounters = useRead(
    encountersContract.list,
    { params: { id: words.picked?.id ?? '' } },
    { enabled: words.picked !== undefined && may('encounters/read') },
  );
  const documents = useRead(
    documentsContract.list,
    { params: { patientId: words.picked?.id ?? '' }, query: {} },
    { enabled: words.picked !== undefined && type !== undefined && may('documents/read') },
  );
  /** Of the same type and day, preliminary, or marked unreadable: what these pages may be the next version of. */
  const versions = (documents.data?.documents ?? []).filter(
    (each) =>
      each.typeCode === words.typeCode &&
      each.enteredInError === null &&
      (each.unreadable !== null ||
        each.versionStatus === 'preliminary' ||
        (words.date !== '' && each.date === words.date)),
  );
  const versionOf = versions.find(({ id }) => id === words.versionOf)?.id;
  const listed = encounters.data?.encounters ?? [];
  const suggested = type?.level === 'patient' ? undefined : onlyEncounterOn(listed, words.date, zone);
  const encounterId = words.encounter === undefined ? suggested : (words.encounter ?? undefined);
  /** Choosing the encounter answers the refusal that asked for it. */
  const refusal = refused?.problem.code === ENCOUNTER_MISSING && encounterId !== undefined ? undefined : refused;
  const goesElsewhere = type?.notPartOfRecord ?? undefined;
  /** A next version has the origin of its document. */
  const isOutside =
    goesElsewhere === undefined &&
    versionOf === undefined &&
    (words.isOutside ?? (opened.outside.organisation !== null || type?.section === OUTSIDE_SECTION));

  const evidenceOf = (field: IndexField): Proposal | undefined => {
    const of = (name: string) => opened.proposals.filter((proposal) => proposal.field === name);
    switch (field) {
      case 'patient':
        return of('patient').find(({ value }) => value === words.picked?.id) ?? of('patient')[0];
      case 'encounter':
        return of('encounter').find(({ value }) => value === encounterId);
      case 'type':
        return of('type').find(({ value }) => value === words.typeCode);
      case 'date':
        return of('date').find(({ value }) => value === words.date);
      case 'pages':
        return undefined;
    }
  };

  const check = (): Filing | undefined => {
    const found: FieldError[] = [];
    if (type === undefined) found.push({ field: 'index-type', text: t('form.typeMissing') });
    if (pages === undefined || pages.length === 0) found.push({ field: 'index-pages', text: t('form.pagesUnclear') });
    if (goesElsewhere === undefined) {
      if (words.picked === undefined) found.unshift({ field: 'index-patient', text: t('form.patientMissing') });
      if (unclearDate) found.push({ field: 'index-date', text: t('form.dateUnclear') });
      if (isOutside && words.outside.organisation.trim() === '')
        found.push({ field: 'index-outside-organisation', text: t('outside.organisationMissing') });
      if (isOutside && words.outside.receivedOn === '')
        found.push({ field: 'index-outside-received', text: t('outside.receivedMissing') });
      if (refusal !== undefined && words.reason.trim().length < LEAST_REASON)
        found.push({ field: 'index-reason', text: t('form.reasonMissing') });
    }
    setErrors(found);
    setAttempt((count) => count + 1);
    if (found.length > 0 || type === undefined || pages === undefined) return undefined;
    const some = pages.length === open.length ? {} : { pages: [...pages] };
    if (goesElsewhere !== undefined)
      return {
        kind: 'send',
        pages,
        body: {
          ...some,
          kind: goesElsewhere === 'release' ? 'attached' : 'forwarded',
          reason: type.name,
          destination: goesElsewhere,
        },
      };
    if (words.picked === undefined) return undefined;
    return {
      kind: 'file',
      pages,
      body: {
        ...some,
        patientId: words.picked.id,
        typeCode: type.code,
        ...(encounterId === undefined ? {} : { encounterId }),
        ...(words.date === '' ? {} : { date: words.date }),
        ...(refusal === undefined ? {} : { mismatchReason: words.reason.trim() }),
        ...(versionOf === undefined ? {} : { versionOf }),
        ...(words.versionStatus === undefined ? {} : { versionStatus: words.versionStatus }),
        ...(isOutside ? outsideBody(words) : {}),
      },
      remembered: {
        ...{ kind: 'filed', partId: opened.part.id, pages: pages.length, picked: words.picked, encounterId },
        ...{ typeCode: type.code, date: words.date },
      },
    };
  };

  return {
    ...{
      words,
      change,
      open,
      pages,
      type,
      typeChoices,
      encounters: listed,
      encounterId,
      suggested,
      goesElsewhere,
      versions,
      isOutside,
    },
    ...{ errors, attempt, refusal, evidenceOf, check, keepsPatient, setKeepsPatient, setUnclearDate },
    candidates: opened.candidates,
    proposals: opened.proposals,
    picked: words.picked,
    /** Another patient: the encounter and the refusal belonged to the former one. */
    pick: (picked: Picked | undefined) => {
      change({ picked, encounter: undefined, reason: '', versionOf: undefined, versionStatus: undefined });
      setRefusal(undefined);
    },
    /** Keeps every field; a refusal that a reason overcomes asks for it. */
    failed: (error: unknown) => {
      if (error instanceof ProblemError && REASON_HELPS.includes(error.problem.code)) setRefusal(error);
    },
    copy: (previous: FiledHere) => {
      change({
        ...{ picked: previous.picked, encounter: previous.encounterId ?? null, date: previous.date, reason: '' },
        typeCode: previous.typeCode,
      });
      setRefusal(undefined);
    },
    /** Some pages were settled: the next document of the same file begins. */
    startOver: () => {
      setWords((before) => ({
        ...before,
        picked: keepsPatient ? before.picked : undefined,
        ...{ encounter: undefined, pagesText: '', reason: '', versionOf: undefined, versionStatus: undefined },
        outsideAuthor: '',
      }));
      setRefusal(undefined);
      setErrors([]);
    },
    tick: (page: number, extend: boolean) => {
      // The first tick on a long file means "this one", not "all but this one".
      const before = words.pagesText.trim() === '' ? [] : (pages ?? []);
      const range =
        extend && lastTicked !== undefined
          ? open.filter((each) => each >= Math.min(page, lastTicked) && each <= Math.max(page, lastTicked))
          : [page];
      const after = before.includes(page)
        ? before.filter((each) => !range.includes(each))
        : [...new Set([...before, ...range])];
      setLastTicked(page);
      change({ pagesText: printPages(after) });
    },
  };
}

export type IndexFormState = ReturnType<typeof useIndexForm>;
