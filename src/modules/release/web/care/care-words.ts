import { type BodyOf, type ResponseOf } from '../../../../platform/http/contract.ts';
import { type careContract } from '../../care/contract.ts';

export type CarePreview = ResponseOf<typeof careContract.preview>;
export type CarePart = CarePreview['parts'][number];
type Body = BodyOf<typeof careContract.send>;
export type Recipient = ResponseOf<typeof careContract.recipients>['recipients'][number];

export interface CareWords {
  readonly name: string;
  readonly organisation: string;
  readonly channel: Recipient['channel'];
  readonly way: 'fax' | 'email' | 'by-hand';
  readonly address: string;
  readonly who: string;
  readonly numberFrom: string;
  readonly keep: boolean;
  readonly knownBy: string;
  /** The caller named the patient by name and birth date. */
  readonly matched: boolean;
  readonly emergency: string;
}

export const NOBODY: CareWords = {
  ...{ name: '', organisation: '', channel: null, way: 'fax', address: '', who: '', numberFrom: '', keep: true },
  ...{ knownBy: '', matched: false, emergency: '' },
};

/** What is ticked before anybody looks. */
export function usuallyTicked(preview: CarePreview): ReadonlySet<string> {
  return new Set(preview.parts.filter(({ usual }) => usual).flatMap(({ documents }) => documents.map(({ id }) => id)));
}

/** Records that go only in a documented emergency are among those that are ticked. */
export function needsEmergency(preview: CarePreview, ticked: ReadonlySet<string>): boolean {
  return preview.parts.some(({ held }) => held.some(({ id, may }) => may === 'in-emergency' && ticked.has(id)));
}

export function isComplete(words: CareWords, preview: CarePreview, ticked: ReadonlySet<string>): boolean {
  const said = (...texts: readonly string[]) => texts.every((text) => text.trim() !== '');
  const number =
    words.channel !== null ||
    (words.way === 'by-hand' ? said(words.knownBy) : said(words.address, words.who, words.numberFrom));
  const emergency = !needsEmergency(preview, ticked) || said(words.emergency, words.organisation);
  return said(words.name) && number && words.matched && ticked.size > 0 && emergency;
}

export function sentCare(words: CareWords, ticked: ReadonlySet<string>, withUnsigned: boolean, urgent: boolean): Body {
  const organisation = words.organisation.trim();
  const common = {
    recipient: { name: words.name.trim(), ...(organisation === '' ? {} : { organisation }) },
    matchedOn: ['name', 'birth-date'],
    documentIds: [...ticked],
    withUnsigned,
    ...(urgent ? { emergency: words.emergency.trim() } : {}),
  };
  if (words.channel !== null) return { ...common, number: { channelId: words.channel.id } };
  if (words.way === 'by-hand') return { ...common, knownBy: words.knownBy.trim() };
  return {
    ...common,
    number: {
      kind: words.way,
      address: words.address.trim(),
      callBack: { who: words.who.trim(), numberFrom: words.numberFrom.trim() },
      keep: words.keep,
    },
  };
}
