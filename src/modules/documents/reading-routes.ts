import { type Download, route } from '../../platform/http/route.ts';
import type { Services } from '../../platform/services.ts';
import { DOCUMENT_TYPES, findType } from './catalogue.ts';
import { SECTIONS } from './catalogue/document-type.ts';
import { contract } from './contract.ts';
import { deriveHighlights } from './derive-highlights.ts';
import { deriveTree } from './derive-tree.ts';
import { issueTicket } from './issue-ticket.ts';
import { listDocuments } from './list-documents.ts';
import { listHolds } from './list-holds.ts';
import { openDocument } from './open-document.ts';
import { findAmendmentText, findPage, imageOf, textOf, wordsOf } from './read-page.ts';
import { redeemTicket } from './redeem-ticket.ts';
import { ofDocument, ofPatient, plain } from './route-subjects.ts';
import { searchEverywhere } from './search-everywhere.ts';
import { searchRecord } from './search-record.ts';
import type { WordsFound } from './search-words.ts';

const SEARCHES_PER_MINUTE = 120;
/** Highlights are computed for what fits on a screen; the rest show when opened. */
const HIGHLIGHTED_HITS = 25;
const MAX_TEXT_BYTES = 2 * 1024 * 1024;

export const readingRoutes = [
  route(contract.listTypes, {
    permission: 'documents/read',
    verb: 'documents.list-types',
    handle: async () => ({
      sections: { ...SECTIONS },
      types: DOCUMENT_TYPES.map(({ loinc, notPartOfRecord, series: _series, loincVerified: _verified, ...type }) => ({
        ...type,
        aliases: [...type.aliases],
        sensitivity: [...type.sensitivity],
        authentication: [...type.authentication],
        loinc: loinc ?? null,
        notPartOfRecord: notPartOfRecord ?? null,
      })),
    }),
  }),
  route(contract.list, {
    permission: 'documents/read',
    verb: 'documents.list',
    subject: ofPatient,
    handle: async (act, { params, query }) => {
      const { documents, more } = await listDocuments(act, { patientId: params.patientId });
      act.note({ patientIds: [params.patientId], count: documents.length });
      return plain({ documents, tree: deriveTree(documents, query.by ?? 'encounter'), more });
    },
  }),
  route(contract.open, {
    permission: 'documents/read',
    verb: 'documents.open',
    subject: ofDocument,
    handle: async (act, { params }) => plain(await openDocument(act, params)),
  }),
  route(contract.pageImage, {
    permission: 'documents/read',
    verb: 'documents.view-pages',
    subject: ofDocument,
    handle: (act, { params }) => findPage(act, params, ['page-image']),
    after: ({ services }, rendition) => imageOf(services, rendition),
  }),
  route(contract.pageThumbnail, {
    permission: 'documents/read',
    verb: 'documents.view-pages',
    subject: ofDocument,
    handle: (act, { params }) => findPage(act, params, ['thumbnail', 'page-image']),
    after: ({ services }, rendition) => imageOf(services, rendition),
  }),
  route(contract.pageText, {
    permission: 'documents/read',
    verb: 'documents.view-pages',
    subject: ofDocument,
    handle: (act, { params }) => findPage(act, params, ['text']),
    after: async ({ services }, rendition) => ({ text: await textOf(services, rendition) }),
  }),
  route(contract.pageWords, {
    permission: 'documents/read',
    verb: 'documents.view-pages',
    subject: ofDocument,
    handle: (act, { params }) => findPage(act, params, ['words']),
    after: ({ services }, rendition) => wordsOf(services, rendition),
  }),
  route(contract.amendmentText, {
    permission: 'documents/read',
    verb: 'documents.view-pages',
    subject: ofDocument,
    handle: (act, { params }) => findAmendmentText(act, params),
    after: async ({ services }, rendition) => ({ text: await textOf(services, rendition) }),
  }),
  route(contract.issueTicket, {
    permission: 'documents/read',
    verb: 'documents.issue-ticket',
    subject: ofDocument,
    handle: async (act, { params }) => {
      const { secret, expiresAt } = await issueTicket(act, params);
      return { url: `/api/v1/content/${secret}`, expiresAt: expiresAt.toISOString() };
    },
  }),
  route(contract.content, {
    permission: 'documents/read',
    verb: 'documents.download',
    handle: (act, { params }) => redeemTicket(act, params.ticket),
    after: async ({ services }, rendition): Promise<Download> => ({
      bytes: services.blobs.open(rendition.blob),
      contentType: rendition.mediaType,
      contentLength: rendition.blob.bytes,
      attachment: rendition.fileName ?? `${rendition.kind}-${rendition.documentId}`,
    }),
  }),
  route(contract.searchRecord, {
    permission: 'documents/search',
    verb: 'documents.search-record',
    subject: ofPatient,
    perMinute: SEARCHES_PER_MINUTE,
    before: ({ services }, { body }) => digestOf(services, body.text),
    handle: async (act, { params, body }, digest) => {
      act.note({ detail: { words: digest } });
      return searchRecord(act, { patientId: params.patientId, text: body.text });
    },
    after: ({ services }, found) => withHighlights(services, found),
  }),
  route(contract.search, {
    permission: 'documents/search',
    verb: 'documents.search',
    perMinute: SEARCHES_PER_MINUTE,
    before: ({ services }, { body }) => digestOf(services, body.text),
    handle: async (act, { body }, digest) => {
      act.note({ detail: { words: digest } });
      return searchEverywhere(act, body);
    },
    after: async ({ services }, found) => ({
      ...(await withHighlights(services, found)),
      patients: [...found.patients],
    }),
  }),
  route(contract.listHolds, {
    permission: 'documents/read',
    verb: 'documents.list-holds',
    subject: ofPatient,
    handle: async (act, { params }) => ({ holds: plain(await listHolds(act, params.patientId)) }),
  }),
];

/** What was searched for is health information itself: the log keeps a keyed digest, which tells only equal from equal. */
function digestOf(services: Services, text: string): Promise<string> {
  return services.keyring.digest(Buffer.from(text.trim().toLowerCase()));
}

/** Texts are opened after the transaction. A text that cannot be read costs its highlight, never the hit. */
async function withHighlights(services: Services, found: WordsFound) {
  const hits = [];
  for (const [at, { text, ...hit }] of found.hits.entries()) {
    const page =
      text === null || at >= HIGHLIGHTED_HITS
        ? undefined
        : await services.blobs.read(text, MAX_TEXT_BYTES).catch((error: unknown) => {
            services.log.warn({ err: error, documentId: hit.documentId }, 'a page text could not be read');
            return undefined;
          });
    const highlight = page === undefined ? undefined : deriveHighlights(page.toString('utf8'), found.stems);
    hits.push({
      ...hit,
      pages: [...hit.pages],
      typeName: findType(hit.typeCode)?.name ?? hit.typeCode,
      highlight:
        highlight === undefined ? null : { text: highlight.text, marks: highlight.marks.map((mark) => [...mark]) },
    });
  }
  return { hits, more: found.more };
}
