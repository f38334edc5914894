import { route } from '../../../platform/http/route.ts';
import { plain } from '../plain.ts';
import { readerContract as contract } from './contract.ts';
import { decideReading, prepareReading } from './decide-reading.ts';
import { draftCorrection, prepareCorrection } from './draft-correction.ts';
import { readForm } from './read-form.ts';
import { findFormPage, showReading } from './show-reading.ts';

/** Each opens the words of all pages that were given. */
const READINGS_PER_MINUTE = 60;
const PAGES_PER_MINUTE = 240;
const LETTERS_PER_MINUTE = 20;
const CACHE_SECONDS = 300;

const ofRequest = ({ params }: { params: { id: string } }) => ({ kind: 'request', id: params.id });

export const readerRoutes = [
  route(contract.formReading, {
    permission: 'release/read',
    verb: 'release.read-form',
    subject: ofRequest,
    perMinute: READINGS_PER_MINUTE,
    handle: (act, { params, query }) => showReading(act, { requestId: params.id, documentId: query.documentId }),
    after: async ({ services }, { source, facts, documents, decided, inForce, ...known }) => {
      const { read, lookedForSigns, ...reading } = await readForm(services, source, facts);
      return plain({
        ...reading,
        ...known,
        ...{
          source: source.kind,
          given: source.given,
          looked: source.pages.length,
          waiting: source.waiting,
          documents,
        },
        language: read?.language ?? null,
        elements: read?.elements ?? [],
        checks: read?.checks ?? [],
        defects: read?.defects ?? [],
        signedOn: read?.signedOn ?? null,
        signedBy: read?.signedBy ?? ('individual' as const),
        expiresOn: read?.expiresOn ?? null,
        expiresWhen: read?.expiresWhen ?? null,
        legalEntityIds: read?.legalEntityIds ?? [],
        receivedOn: facts.receivedOn,
        notLookedFor: [
          ...(lookedForSigns ? [] : ['edits' as const]),
          ...(['overwriting', 'whose-hand', 'plain-language'] as const),
        ],
        decided:
          decided === null
            ? null
            : { at: decided.at, changed: decided.changed, inForce: decided.authorityId === inForce },
      }) as never; // moments as text
    },
  }),
  route(contract.formPage, {
    permission: 'release/read',
    verb: 'release.look-at-form',
    subject: ofRequest,
    perMinute: PAGES_PER_MINUTE,
    handle: (act, { params, query }) =>
      findFormPage(act, { requestId: params.id, documentId: query.documentId, number: params.number }),
    after: async ({ services }, blob) => ({
      bytes: services.blobs.open(blob),
      contentType: 'image/webp',
      contentLength: blob.bytes,
      cacheSeconds: CACHE_SECONDS,
    }),
  }),
  route(contract.decideReading, {
    permission: 'release/work',
    verb: 'release.decide-reading',
    subject: ofRequest,
    perMinute: READINGS_PER_MINUTE,
    before: (context, { params, body }) =>
      prepareReading(context, { requestId: params.id, documentId: body.documentId }),
    handle: async (act, { params, body }, prepared) => {
      const { elements, checks, form, ...rest } = body;
      const { authorityId, result, changed } = await decideReading(
        act,
        {
          ...rest,
          requestId: params.id,
          elements: Object.fromEntries(elements.map(({ id, state }) => [id, state])),
          checks: Object.fromEntries(checks.map(({ check, result: said }) => [check, said])),
          form: { expiryEventKnown: false, knownFalse: false, forResearch: false, ...form },
        },
        prepared,
      );
      return { authorityId, result, changed };
    },
  }),
  route(contract.draftCorrection, {
    permission: 'release/work',
    verb: 'release.draft-correction',
    subject: ofRequest,
    perMinute: LETTERS_PER_MINUTE,
    before: (context, { params, body }) => prepareCorrection(context, { requestId: params.id, ...body }),
    handle: (act, { params, body }, letter) => draftCorrection(act, { requestId: params.id, ...body }, letter),
  }),
];
