import { type ClinicalDocument, deriveMoment, type Narrative, type Section } from '../../../../packages/cda/index.ts';
import type { ResponseOf } from '../../../platform/http/contract.ts';
import type { contract, Part } from '../contract.ts';

type Sections = ResponseOf<typeof contract.sections>;
type Picture = Sections['pictures'][number];

/** Words of a file within are shown up to here; the original has all. */
const MOST_WORDS = 2 * 1024 * 1024;

/** A document as a screen shows it: its header in a few facts, its sections in reading order, each picture once. */
export function deriveSections({
  header,
  body,
}: ClinicalDocument): Pick<Sections, 'header' | 'file' | 'sections' | 'pictures'> {
  const pictures: Picture[] = [];
  const places = new Map<Picture, number>();
  const placeOf = (picture: Picture): number => {
    const place = places.get(picture) ?? pictures.push(picture) - 1;
    places.set(picture, place);
    return place;
  };
  const parts = (narrative: readonly (Narrative | string)[]): Part[] =>
    narrative.map((each) => {
      if (typeof each === 'string') return each;
      const { picture, inside, ...rest } = each;
      return { ...rest, ...(picture === undefined ? {} : { picture: placeOf(picture) }), inside: parts(inside) };
    });
  const flat = (sections: readonly Section[], level: number, above: string): Sections['sections'] =>
    sections.flatMap((section, at) => {
      const key = `${above}${at + 1}`;
      const shown = {
        ...{ key, level, title: section.title === '' ? null : section.title },
        empty: section.nullFlavor !== undefined && section.narrative.length === 0,
        parts: parts(section.narrative),
      };
      return [shown, ...flat(section.sections, level + 1, `${key}.`)];
    });
  return {
    header: {
      release: header.release,
      title: header.title ?? header.code[0]?.display ?? null,
      effectiveTime: deriveMoment(header.effectiveTime) ?? null,
      patient: header.patient.names[0]?.text ?? null,
      // A birthday is the day that was written, wherever it is read.
      birthDate: deriveMoment(header.patient.birthTime)?.slice(0, 'YYYY-MM-DD'.length) ?? null,
      authors: header.authors.map(named),
      custodian: header.custodian ?? null,
      signed: header.legalAuthenticator === undefined ? null : named(header.legalAuthenticator),
      confidentiality: header.confidentiality ?? null,
    },
    file: body.kind === 'file' ? { mediaType: body.mediaType, text: body.text?.slice(0, MOST_WORDS) ?? null } : null,
    sections: body.kind === 'sections' ? flat(body.sections, 1, '') : [],
    pictures,
  };
}

function named({ name, at }: { readonly name: string; readonly at: string | undefined }) {
  return { name, at: deriveMoment(at) ?? null };
}
