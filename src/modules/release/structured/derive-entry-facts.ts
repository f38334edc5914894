import type { DateText } from '../../../../packages/rule-engine/index.ts';
import type { DocumentFacts } from '../basis/facts.ts';
import type { StructuredEntry } from './source.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * Where a resource says when the care was given, in the order in which they are asked (HL7 FHIR R4, the elements behind the
 * search parameter "date" or its like). The first that is there counts.
 */
const CARE = [
  ...['effectivePeriod', 'effectiveDateTime', 'effectiveInstant', 'performedPeriod', 'performedDateTime'],
  ...['occurrencePeriod', 'occurrenceDateTime', 'period', 'onsetPeriod', 'onsetDateTime', 'whenHandedOver'],
  ...['whenPrepared', 'authoredOn', 'authored', 'recordedDate', 'startDate', 'created', 'date', 'dateAsserted'],
  ...['receivedTime', 'issued'],
] as const;

/** Registered and preliminary results, and what was not finished, are no final entry (FHIR R4 ObservationStatus and its like). */
const NOT_FINAL = ['registered', 'preliminary', 'partial', 'draft', 'in-progress', 'preparation'];
const SIGNED_TYPES = ['Observation', 'DiagnosticReport', 'QuestionnaireResponse'];

export interface EntryFacts {
  readonly from: DateText | null;
  readonly to: DateText | null;
  readonly enteredInError: boolean;
  readonly authentication: DocumentFacts['authentication'];
}

/** What the resource says of itself: when the care was, whether it is a mistake, whether it is final. */
export function deriveEntryFacts({ type, content }: Pick<StructuredEntry, 'type' | 'content'>): EntryFacts {
  const status = typeof content['status'] === 'string' ? content['status'] : undefined;
  const isError = status === 'entered-in-error' || codesOf(content['verificationStatus']).includes('entered-in-error');
  const isOpen = SIGNED_TYPES.includes(type) && status !== undefined && NOT_FINAL.includes(status);
  return { ...careOf(content), enteredInError: isError, authentication: isOpen ? 'preliminary' : 'not-needed' };
}

function careOf(content: Json): { from: DateText | null; to: DateText | null } {
  for (const element of CARE) {
    const value = content[element];
    if (typeof value === 'string') {
      const from = dayIn(value, 'first');
      if (from !== null) return { from, to: dayIn(value, 'last') };
    } else if (isJson(value)) {
      const from = dayIn(value['start'] ?? value['end'], 'first');
      if (from !== null) return { from, to: dayIn(value['end'] ?? value['start'], 'last') };
    }
  }
  return { from: null, to: null };
}

/** FHIR dates may be a year or a month: then the care may have been on any of its days. */
function dayIn(value: unknown, side: 'first' | 'last'): DateText | null {
  const found = typeof value === 'string' ? /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T|$)/.exec(value) : null;
  if (found === null) return null;
  const [year, month, day] = [found[1] ?? '', found[2] ?? (side === 'first' ? '01' : '12'), found[3]];
  if (day !== undefined || side === 'first') return `${year}-${month}-${day ?? '01'}`;
  return `${year}-${month}-${new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()}`;
}

export function codesOf(concept: unknown): string[] {
  if (!isJson(concept) || !Array.isArray(concept['coding'])) return [];
  return concept['coding'].filter(isJson).flatMap(({ code }) => (typeof code === 'string' ? [code] : []));
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
