import { type Download, type RequestContext, route } from '../../platform/http/route.ts';
import type { BlobRef } from '../../platform/blobs/index.ts';
import { facilityById } from '../directory/index.ts';
import { facilityOf } from '../patients/index.ts';
import { meaningOf } from './codes/derive-code-facts.ts';
import { labelPatternsInForce } from './codes/label-patterns.ts';
import { choosePages } from './choose-pages.ts';
import { contract } from './contract.ts';
import { deriveIdentifiers } from './derive-identifiers.ts';
import { findPageRefs, readPageText } from './page-texts.ts';
import { firstOfEach } from './pending/first-of-each.ts';
import type { PageText } from './evidence.ts';
import { fileItem, prepareFiling } from './file-item.ts';
import { countPages, listItems } from './list-items.ts';
import { loadItem } from './load-item.ts';
import { listWaiting } from './list-waiting.ts';
import { findPageBlob, openIntakeItem, openPart } from './open-item.ts';
import { MAX_FILE_BYTES, receiveItem } from './receive-item.ts';
import { retryItem } from './retry-item.ts';
import { setPagesAside, undoSettlement } from './settle-pages.ts';
import { programSource, receiveFromProgram } from './sources/receive-from-program.ts';
import { storeUploads } from './uploads.ts';

const FILES_A_REQUEST = 200;
/** Whom a document is of stands on its first pages. */
const PAGES_THAT_NAME = 3;
const MAX_WORDS_BYTES = 32 * 1024 * 1024;
const CACHE_SECONDS = 900;
const item = ({ params }: { params: { id: string } }) => ({ kind: 'item', id: params.id });
const part = ({ params }: { params: { id: string } }) => ({ kind: 'part', id: params.id });

const picture = ({ services }: RequestContext, blob: BlobRef): Promise<Download> =>
  Promise.resolve({
    bytes: services.blobs.open(blob),
    contentType: 'image/webp',
    contentLength: blob.bytes,
    cacheSeconds: CACHE_SECONDS,
  });

export const routes = [
  route(contract.receive, {
    permission: 'intake/add',
    verb: 'intake.receive',
    bodyLimit: MAX_FILE_BYTES * FILES_A_REQUEST,
    before: (context, { query }) => storeUploads(context, query.name),
    handle: async (act, { query }, uploads) => {
      const registered = query.sourceKey === undefined ? undefined : await programSource(act, { key: query.sourceKey });
      const facilityId = registered?.facilityId ?? facilityOf(act, query.facilityId);
      const items = [];
      for (const upload of uploads) {
        if (upload.stored === undefined) {
          items.push({ fileName: upload.fileName, id: null, sameAs: null, refused: upload.refused ?? null });
          continue;
        }
        const received =
          registered === undefined
            ? await receiveItem(act, {
                file: upload.stored,
                facilityId,
                source: query.source ?? 'upload',
                batchId: query.batchId,
                rescanOf:
                  query.rescanOf === undefined || query.rescanPage === undefined
                    ? undefined
                    : { itemId: query.rescanOf, number: query.rescanPage },
              })
            : await receiveFromProgram(act, registered, upload.stored);
        items.push({ fileName: upload.stored.fileName, id: received.id, sameAs: received.sameAs, refused: null });
      }
      return { items };
    },
  }),
  route(contract.list, {
    permission: 'intake/read',
    verb: 'intake.list',
    handle: (act, { query }) =>
      listItems(act, {
        state: query.state,
        limit: query.limit,
        before:
          query.beforeAt === undefined || query.beforeId === undefined
            ? undefined
            : { at: query.beforeAt, id: query.beforeId },
      }),
  }),
  route(contract.counts, {
    permission: 'intake/read',
    verb: 'intake.count',
    handle: (act, { query }) => countPages(act, query),
  }),
  route(contract.open, {
    permission: 'intake/read',
    verb: 'intake.open',
    subject: item,
    handle: (act, { params }) => openIntakeItem(act, params.id) as never,
  }),
  route(contract.waiting, {
    permission: 'intake/read',
    verb: 'intake.list',
    handle: (act, { params }) => listWaiting(act, params.kind),
  }),
  route(contract.openPart, {
    permission: 'intake/read',
    verb: 'intake.open',
    subject: part,
    handle: (act, { params }) => openPart(act, params.id) as never,
  }),
  route(contract.identifiers, {
    permission: 'intake/index',
    verb: 'intake.open',
    subject: part,
    handle: async (act, { params }) => {
      const { item, pages } = await choosePages(act, { partId: params.id });
      const { country } = await facilityById(act, item.facilityId);
      act.note({ subjectIds: [params.id] });
      return {
        refs: await findPageRefs(act, pages.slice(0, PAGES_THAT_NAME)),
        patterns: await labelPatternsInForce(act, item.facilityId),
        order: country === 'US' ? 'mdy' : 'dmy',
      };
    },
    after: async ({ services }, { refs, order, patterns }) => {
      const texts = [];
      for (const ref of refs) texts.push(await readPageText(services, ref, texts.length + 1));
      return firstOfEach(deriveIdentifiers(texts, patterns), order === 'mdy' ? 'mdy' : 'dmy');
    },
  }),
  route(contract.pageImage, {
    permission: 'intake/read',
    verb: 'intake.view-page',
    handle: (act, { params }) => findPageBlob(act, { itemId: params.id, number: params.number, form: 'image' }),
    after: picture,
  }),
  route(contract.pageThumbnail, {
    permission: 'intake/read',
    verb: 'intake.view-page',
    handle: (act, { params }) => findPageBlob(act, { itemId: params.id, number: params.number, form: 'thumbnail' }),
    after: picture,
  }),
  route(contract.pageWords, {
    permission: 'intake/read',
    verb: 'intake.view-page',
    handle: async (act, { params }) => ({
      text: await findPageBlob(act, { itemId: params.id, number: params.number, form: 'text' }),
      words: await findPageBlob(act, { itemId: params.id, number: params.number, form: 'words' }),
      patterns: await labelPatternsInForce(act, (await loadItem(act, params.id)).facilityId),
    }),
    after: async ({ services }, found) => {
      // We wrote it.
      const { words, barcodes } = JSON.parse(
        (await services.blobs.read(found.words, MAX_WORDS_BYTES)).toString('utf8'),
      ) as Pick<PageText, 'words' | 'barcodes'>;
      return {
        text: (await services.blobs.read(found.text, MAX_WORDS_BYTES)).toString('utf8'),
        words: [...words],
        barcodes: barcodes.map((barcode) => ({ ...barcode, meaning: meaningOf(barcode, found.patterns) })),
      };
    },
  }),
  route(contract.file, {
    permission: 'intake/index',
    verb: 'intake.file',
    subject: ({ params, body }) => ({ kind: 'item', id: params.id, patientId: body.patientId }),
    before: (context, { params, body }) => prepareFiling(context, { itemId: params.id, ...body }),
    handle: (act, { params, body }, prepared) => fileItem(act, { itemId: params.id, ...body }, prepared),
  }),
  route(contract.filePart, {
    permission: 'intake/index',
    verb: 'intake.file',
    subject: ({ params, body }) => ({ kind: 'part', id: params.id, patientId: body.patientId }),
    before: (context, { params, body }) => prepareFiling(context, { partId: params.id, ...body }),
    handle: (act, { params, body }, prepared) => fileItem(act, { partId: params.id, ...body }, prepared),
  }),
  route(contract.setPartAside, {
    permission: 'intake/index',
    verb: 'intake.set-aside',
    subject: part,
    handle: (act, { params, body }) => setPagesAside(act, { partId: params.id, ...body }),
  }),
  route(contract.undoPart, {
    permission: 'intake/index',
    verb: 'intake.undo',
    subject: part,
    handle: (act, { params, body }) => undoSettlement(act, { partId: params.id, reason: body.reason }),
  }),
  route(contract.setAside, {
    permission: 'intake/index',
    verb: 'intake.set-aside',
    subject: item,
    handle: (act, { params, body }) => setPagesAside(act, { itemId: params.id, ...body }),
  }),
  route(contract.undo, {
    permission: 'intake/index',
    verb: 'intake.undo',
    subject: item,
    handle: (act, { params, body }) => undoSettlement(act, { itemId: params.id, reason: body.reason }),
  }),
  route(contract.retry, {
    permission: 'intake/index',
    verb: 'intake.retry',
    subject: item,
    handle: (act, { params }) => retryItem(act, params.id),
  }),
];
