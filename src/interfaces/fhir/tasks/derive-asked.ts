import type { Description } from '../../../modules/release/index.ts';
import { isObject, type Json, type JsonObject, objects } from '../read-json.ts';
import { invalid, periodOf, type Resolve, type TaskFile, text } from './read-element.ts';

/** HL7 v3 PurposeOfUse. */
const PURPOSES: Readonly<Record<string, Description['purpose']>> = {
  TREAT: 'treatment',
  HPAYMT: 'payment',
  COVERAGE: 'payment',
  HOPERAT: 'operations',
  HRESCH: 'research',
  HMARKT: 'marketing',
  PUBHLTH: 'public-health',
  PATRQT: 'at-request-of-individual',
  HLEGAL: 'legal-claim',
};
const MOST_WORDS = 2_000;
const MOST_FILES = 20;

/** What is asked for, why, and the papers that came with it. */
export function deriveAsked(
  task: JsonObject,
  inputs: readonly JsonObject[],
  resolve: Resolve,
): {
  readonly description: Pick<
    Description,
    'purpose' | 'purposeWords' | 'askedFor' | 'askedFrom' | 'askedTo' | 'copyForm'
  >;
  readonly files: readonly TaskFile[];
} {
  const words = [wordsOf(task.code), text(task.description)];
  const files: TaskFile[] = [];
  let days: { from?: string; to?: string } = {};
  const reasons = [task.reasonCode];
  for (const [index, input] of inputs.entries()) {
    const at = `Task.input[${index}]`;
    const label = wordsOf(input.type);
    if (isObject(input.valueAttachment)) files.push(fileOf(input.valueAttachment, `${at}.valueAttachment`, label));
    else if (isObject(input.valueReference)) {
      const found = filesBehind(input.valueReference, `${at}.valueReference`, { label, resolve });
      if (typeof found === 'string') words.push(found);
      else files.push(...found);
    } else if (input.valuePeriod !== undefined) days = periodOf(input.valuePeriod, `${at}.valuePeriod`);
    else if (isObject(input.valueCodeableConcept) && isPurpose(input.type)) reasons.push(input.valueCodeableConcept);
    else {
      const value = text(input.valueString) ?? wordsOf(input.valueCodeableConcept) ?? text(input.valueCode);
      if (value !== undefined) words.push(label === undefined ? value : `${label}: ${value}`);
    }
  }
  if (files.length > MOST_FILES) throw invalid('Task.input', `brings more than ${MOST_FILES} files`);
  const wanted = isObject(task.restriction) ? periodOf(task.restriction.period, 'Task.restriction.period') : {};
  if (wanted.to !== undefined) words.push(`Wanted by ${wanted.to}`);
  if (wanted.from !== undefined) words.push(`Not before ${wanted.from}`);
  const askedFor = [...new Set(words.filter((each) => each !== undefined))].join('; ');
  if (askedFor.length > MOST_WORDS) throw invalid('Task.description', `and the inputs are over ${MOST_WORDS} letters`);
  const purposeWords = reasons.map(wordsOf).find((each) => each !== undefined);
  return {
    files,
    description: {
      purpose: reasons.flatMap(codesOf).map((code) => PURPOSES[code])[0] ?? 'other',
      ...(purposeWords === undefined ? {} : { purposeWords: purposeWords.slice(0, MOST_WORDS) }),
      ...(askedFor.length < 3 ? {} : { askedFor }),
      ...(days.from === undefined ? {} : { askedFrom: days.from }),
      ...(days.to === undefined ? {} : { askedTo: days.to }),
      copyForm: 'electronic',
    },
  };
}

/** The files of a contained DocumentReference or Binary; of one in the record, the words that point to it. */
function filesBehind(
  place: JsonObject,
  at: string,
  { label, resolve }: { label: string | undefined; resolve: Resolve },
): TaskFile[] | string {
  const found = resolve(place, at);
  if (found === undefined) throw invalid(at, 'has no reference');
  if (text(place.reference)?.startsWith('#') !== true) {
    const named = text(found.description) ?? wordsOf(found.type) ?? 'a document';
    return `${label ?? 'Authorization'}: in the record here as ${named}`;
  }
  if (found.resourceType === 'Binary') return [fileOf(found, at, label)];
  const contents = objects(found.content);
  if (found.resourceType !== 'DocumentReference' || contents.length === 0)
    throw invalid(at, 'is neither a Binary nor a DocumentReference with content');
  return contents.map((content, index) =>
    fileOf(isObject(content.attachment) ? content.attachment : {}, `${at}.content[${index}].attachment`, label),
  );
}

function fileOf(attachment: JsonObject, at: string, label: string | undefined): TaskFile {
  const data = text(attachment.data);
  if (data === undefined) throw invalid(`${at}.data`, 'is missing; content at an address elsewhere is not fetched');
  return {
    ...{ at, data },
    name: text(attachment.title) ?? label ?? 'Authorization',
    contentType: text(attachment.contentType),
  };
}

function isPurpose(type: Json | undefined): boolean {
  return codesOf(type).some((code) => /^purpose-?of-?use$/i.test(code));
}

function codesOf(concept: Json | undefined): string[] {
  return isObject(concept) ? objects(concept.coding).flatMap(({ code }) => text(code) ?? []) : [];
}

function wordsOf(concept: Json | undefined): string | undefined {
  if (!isObject(concept)) return undefined;
  return text(concept.text) ?? objects(concept.coding).flatMap(({ display }) => text(display) ?? [])[0];
}
