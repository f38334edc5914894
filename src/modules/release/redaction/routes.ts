import { route } from '../../../platform/http/route.ts';
import { problems } from '../problems.ts';
import { plain } from '../plain.ts';
import { redactionContract as contract } from './contract.ts';
import { deriveFoundPlaces } from './derive-found-places.ts';
import { findRedactable } from './find-redactable.ts';
import { listRedactions } from './list-redactions.ts';
import { countPages, lookAtPage, lookUpWords } from './look.ts';
import { redact } from './redact.ts';
import { undoRedaction } from './undo-redaction.ts';

/** Each draws a page in a process of its own. */
const LOOKS_PER_MINUTE = 120;
/** Under an address that changes with every redaction; as long as a page of a document. */
const CACHE_SECONDS = 300;

const ofRequest = ({ params }: { params: { id: string } }) => ({ kind: 'request', id: params.id });
const placeOf = ({ id, documentId }: { id: string; documentId: string }) => ({ requestId: id, documentId });

export const redactionRoutes = [
  route(contract.redactions, {
    permission: 'release/read',
    verb: 'release.list-redactions',
    subject: ofRequest,
    handle: async (act, { params }) => plain(await listRedactions(act, params.id)),
  }),
  route(contract.redact, {
    permission: 'release/work',
    verb: 'release.redact',
    subject: ofRequest,
    handle: (act, { params, body }) => {
      if (body.reason === 'other' && body.note === undefined)
        throw problems.reasonMissing({
          detail: 'Nothing was redacted. Say in the note what the ground is.',
          at: 'note',
        });
      return redact(act, { requestId: params.id, ...body });
    },
  }),
  route(contract.undoRedaction, {
    permission: 'release/work',
    verb: 'release.undo-redaction',
    subject: ofRequest,
    handle: (act, { params, body }) =>
      undoRedaction(act, { requestId: params.id, redactionId: params.redactionId, ...body }),
  }),
  route(contract.findPlaces, {
    permission: 'release/work',
    verb: 'release.find-words',
    subject: ofRequest,
    perMinute: LOOKS_PER_MINUTE,
    // What was looked for is health information itself: the log keeps a keyed digest, which tells only equal from equal.
    before: ({ services }, { body }) =>
      services.keyring.digest(Buffer.from('text' in body ? body.text.trim().toLowerCase() : body.pattern)),
    handle: async (act, { params, body }, digest) => {
      act.note({ detail: { kind: body.kind, words: digest } });
      // Kept for a repeat of the same request, so no more than the search needs.
      const { source } = await findRedactable(act, placeOf(params), 'read');
      return source;
    },
    after: async ({ services }, source, { body }) => {
      const pages = await lookUpWords(services, source);
      const { places, more } = deriveFoundPlaces(pages, body);
      const withoutWords = pages.flatMap((words, at) => (words.length === 0 ? [at + 1] : []));
      return { places: [...places], more, withoutWords };
    },
  }),
  route(contract.releasedPages, {
    permission: 'release/read',
    verb: 'release.look-at-page',
    subject: ofRequest,
    handle: (act, { params }) => findRedactable(act, placeOf(params), 'read'),
    after: async ({ services }, { source }) => ({ pages: await countPages(services, source) }),
  }),
  route(contract.releasedPage, {
    permission: 'release/read',
    verb: 'release.look-at-page',
    subject: ofRequest,
    perMinute: LOOKS_PER_MINUTE,
    handle: async (act, { params, query }) => {
      const found = await findRedactable(act, placeOf(params), 'read');
      act.note({ count: 1, detail: { page: params.number, as: query.as }, coalesce: params.documentId });
      return found;
    },
    after: ({ services }, { source }, { params, query }) =>
      lookAtPage(services, source, params.number, {
        redacted: query.as === 'released',
        cacheSeconds: query.state === undefined ? 0 : CACHE_SECONDS,
      }),
  }),
];
