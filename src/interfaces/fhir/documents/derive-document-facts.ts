import { type LabelName, namesOf } from '../../../modules/access/index.ts';
import { type VersionStatus } from '../../../modules/documents/index.ts';
import { deriveDay, deriveMoment } from '../derive-day.ts';
import { labelsOf } from '../labels-of.ts';
import { isObject, type Json, type JsonObject, objects } from '../read-json.ts';
import { deriveAttachments } from './derive-attachments.ts';
import { deriveDocumentType, type RecognisedType } from './derive-document-type.ts';

export interface DocumentFacts {
  readonly type: RecognisedType;
  readonly encounterId: string | undefined;
  /** `YYYY-MM-DD` as the source wrote it, in its own zone. */
  readonly date: string | undefined;
  readonly serviceFrom: string | undefined;
  readonly serviceTo: string | undefined;
  readonly title: string | undefined;
  readonly author: Author | undefined;
  /** Who vouches for it where the source says that it is final. */
  readonly signature: { readonly signer: Author; readonly signedAt: Date } | undefined;
  readonly labels: readonly LabelName[];
  /** The number it has at its source. */
  readonly originId: string | undefined;
  readonly enteredInError: boolean;
  /** docStatus in our words; undefined where it says none of them. */
  readonly status: VersionStatus | undefined;
  /** DocumentReferences of ours that this one replaces. */
  readonly replaces: readonly string[];
}

export interface Author {
  readonly name: string | undefined;
  /** As a reference of ours; whether the directory knows the person is asked when it is filed. */
  readonly practitionerId: string | undefined;
}

/** R4 composition-status has no corrected; R5 has. */
const STATUSES: readonly VersionStatus[] = ['preliminary', 'final', 'corrected', 'amended'];
const MAX_TITLE = 300;
const MAX_NUMBER = 200;

/** What a DocumentReference, its references already ours, says in our words. */
export function deriveDocumentFacts(resource: JsonObject): DocumentFacts {
  const type = deriveDocumentType(resource);
  const context = isObject(resource.context) ? resource.context : {};
  const period = isObject(context.period) ? context.period : {};
  const [first] = deriveAttachments(resource);
  const date = deriveDay(resource.date) ?? deriveDay(period.start) ?? deriveDay(first?.creation);
  const from = deriveDay(period.start);
  const to = deriveDay(period.end);
  const author = objects(resource.author).map((each) => personOf(resource, each))[0];
  return {
    type,
    encounterId: objects(context.encounter)
      .map((each) => targetOf(each, 'Encounter'))
      .find((id) => id !== undefined),
    date,
    serviceFrom: from,
    serviceTo: from !== undefined && to !== undefined && to >= from ? to : undefined,
    title: titleOf(resource, type, first?.title),
    author,
    signature: signatureOf(resource, author),
    labels: namesOf(labelsOf(resource)),
    originId: originIdOf(resource),
    enteredInError: resource.status === 'entered-in-error' || resource.docStatus === 'entered-in-error',
    status: STATUSES.find((each) => each === resource.docStatus),
    replaces: objects(resource.relatesTo)
      .filter((each) => each.code === 'replaces')
      .flatMap((each) => (isObject(each.target) ? (targetOf(each.target, 'DocumentReference') ?? []) : [])),
  };
}

/** The type speaks where the source has no title; where the type was not recognised, its own words must not be lost. */
function titleOf(resource: JsonObject, type: RecognisedType, ofAttachment: string | undefined): string | undefined {
  const title = text(resource.description) ?? ofAttachment;
  if (type.recognised) return title?.slice(0, MAX_TITLE);
  const words = [title, type.words].filter((each) => each !== undefined).join(' · ');
  return `${words === '' ? 'Outside record' : words}`.slice(0, MAX_TITLE - 30) + ' (type not recognised)';
}

/**
 * R4 composition-status: final and amended are "verified by an appropriate person". Who that was: the authenticator, else
 * the author. Without a name or a time nobody has signed, whatever the status says.
 */
function signatureOf(resource: JsonObject, author: Author | undefined): DocumentFacts['signature'] {
  if (resource.docStatus !== 'final' && resource.docStatus !== 'amended') return undefined;
  const signer = isObject(resource.authenticator) ? personOf(resource, resource.authenticator) : author;
  const at = typeof resource.date === 'string' && resource.date.length > 10 ? deriveMoment(resource.date) : undefined;
  if (signer === undefined || at === undefined) return undefined;
  return { signer, signedAt: at };
}

function personOf(resource: JsonObject, reference: JsonObject): Author {
  const local = typeof reference.reference === 'string' ? /^#(.+)$/.exec(reference.reference)?.[1] : undefined;
  const contained = objects(resource.contained).find((each) => local !== undefined && each.id === local);
  const [name] = objects(contained?.name);
  const words =
    name === undefined
      ? text(contained?.name)
      : [...strings(name.prefix), ...strings(name.given), ...strings(name.family)].join(' ');
  return {
    name: (text(reference.display) ?? text(words))?.slice(0, MAX_TITLE),
    practitionerId: targetOf(reference, 'Practitioner'),
  };
}

function originIdOf(resource: JsonObject): string | undefined {
  const own = isObject(resource.masterIdentifier) ? resource.masterIdentifier : objects(resource.identifier)[0];
  return text(own?.value)?.slice(0, MAX_NUMBER);
}

function targetOf(reference: JsonObject, type: string): string | undefined {
  const match =
    typeof reference.reference === 'string' ? /^([A-Za-z]+)\/([0-9a-f-]{36})$/.exec(reference.reference) : null;
  return match?.[1] === type ? match[2] : undefined;
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function strings(value: Json | undefined): string[] {
  return (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string');
}
