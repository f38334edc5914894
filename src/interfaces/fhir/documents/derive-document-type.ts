import { type DocumentType, findType, typeForHeading, typeForLoinc } from '../../../modules/documents/index.ts';
import { isObject, type Json, type JsonObject, objects } from '../read-json.ts';

/** Our own codes, as the projection writes them. */
export const TYPE_SYSTEM = 'urn:chartkeeper:document-type';
const LOINC = 'http://loinc.org';
/** Where nothing that the source says is in the catalogue: it is filed with what came from elsewhere, until a person looks. */
const UNRECOGNISED = 'outside-records';

export interface RecognisedType {
  readonly code: string;
  /** False: the catalogue has no such type, the fallback was taken. */
  readonly recognised: boolean;
  /** The type is known and must not be filed in a chart; the desk that takes it. */
  readonly notPartOfRecord: DocumentType['notPartOfRecord'];
  /** The source's own words for it. */
  readonly words: string | undefined;
}

/**
 * Which type of the catalogue a DocumentReference is: our own code, its LOINC code, then the words of the type, then the
 * category. Several codings say the same thing with differing precision; the first that the catalogue has decides.
 */
export function deriveDocumentType(resource: JsonObject): RecognisedType {
  const concepts = [...(isObject(resource.type) ? [resource.type] : []), ...objects(resource.category)];
  const codings = concepts.flatMap((concept) => objects(concept.coding));
  const words = concepts
    .flatMap((concept) => [text(concept.text), ...objects(concept.coding).map((coding) => text(coding.display))])
    .find((each) => each !== undefined);
  const type =
    first(codings, (coding) => (coding.system === TYPE_SYSTEM ? findType(text(coding.code) ?? '') : undefined)) ??
    first(codings, (coding) => (coding.system === LOINC ? typeForLoinc(text(coding.code) ?? '') : undefined)) ??
    first(concepts, (concept) => typeForHeading(text(concept.text) ?? '')) ??
    first(codings, (coding) => typeForHeading(text(coding.display) ?? ''));
  return {
    code: type?.code ?? UNRECOGNISED,
    recognised: type !== undefined,
    notPartOfRecord: type?.notPartOfRecord,
    words,
  };
}

function first<T, R>(values: readonly T[], look: (value: T) => R | undefined): R | undefined {
  for (const value of values) {
    const found = look(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 300) : undefined;
}
