import { type DescriptionWords } from '../description-words.ts';
import { type FoundRequester } from './RequesterFinder.tsx';

/** Fills in what the directory knows of the requester; what the letter says otherwise is typed over it. */
export function fromDirectory(words: DescriptionWords, entry: FoundRequester): DescriptionWords {
  const first = (kind: FoundRequester['channels'][number]['kind']) =>
    entry.channels.find((each) => each.kind === kind)?.value ?? '';
  return {
    ...words,
    directoryId: entry.id,
    requesterClass: entry.class,
    name: entry.name,
    organisation: entry.organisation ?? '',
    address: first('mail') === '' ? entry.address.join('\n') : first('mail'),
    phone: first('phone'),
    fax: first('fax'),
    email: first('email'),
    reference: words.reference === '' ? (entry.reference ?? '') : words.reference,
  };
}
