import { newId } from '../../../platform/ids.ts';
import { route } from '../../../platform/http/route.ts';
import { facilityOf } from '../../patients/index.ts';
import { problems } from '../problems.ts';
import { receiveItem } from '../receive-item.ts';
import { uploadsContract as contract } from './contract.ts';
import { storeUpload } from './finish-upload.ts';
import { uploadFiles } from './upload-files.ts';

const PART_BYTES = 4 * 1024 * 1024;
const LARGEST_PART = 32 * 1024 * 1024;

const upload = ({ params }: { params: { id: string } }) => ({ kind: 'upload', id: params.id });

export const uploadRoutes = [
  route(contract.begin, {
    permission: 'intake/add',
    verb: 'intake.begin-upload',
    handle: (act, { body }) => {
      const id = newId();
      act.note({ subjectIds: [id], detail: { bytes: body.bytes } });
      return Promise.resolve({ id, at: act.now });
    },
    after: async ({ services, actor }, { id, at }, { body }) => {
      const { name, bytes, sha256, modified } = body;
      const files = uploadFiles(services);
      const former = modified === undefined ? undefined : await files.unfinished(actor.id, { name, bytes, modified });
      if (former !== undefined) return { ...former, partBytes: PART_BYTES };
      await files.begin({
        ...{ id, owner: actor.id, name, bytes, begunAt: new Date(at).toISOString() },
        ...(sha256 === undefined ? {} : { sha256 }),
        ...(modified === undefined ? {} : { modified }),
      });
      return { id, partBytes: PART_BYTES, offset: 0 };
    },
  }),
  route(contract.progress, {
    permission: 'intake/add',
    verb: 'intake.send-part',
    subject: upload,
    handle: (act, { params }) => {
      act.note({ coalesce: params.id });
      return Promise.resolve(params.id);
    },
    after: async ({ services, actor }, id) => {
      const { upload: found, offset } = await uploadFiles(services).find(id, actor.id);
      return { offset, bytes: found.bytes };
    },
  }),
  route(contract.append, {
    permission: 'intake/add',
    verb: 'intake.send-part',
    subject: upload,
    bodyLimit: LARGEST_PART,
    handle: (act, { params }) => {
      act.note({ coalesce: params.id });
      return Promise.resolve(params.id);
    },
    // Bytes go to disk after the decision; they become an item only when the upload is finished.
    after: async ({ services, actor, request }, id, { query }) => {
      if (!isStream(request.body))
        throw problems.noFile({ detail: 'Send the part as application/octet-stream. What was sent before is safe.' });
      const files = uploadFiles(services);
      const offset = await files.append(id, actor.id, query.offset, request.body);
      return { offset, bytes: (await files.find(id, actor.id)).upload.bytes };
    },
  }),
  route(contract.finish, {
    permission: 'intake/add',
    verb: 'intake.receive',
    subject: upload,
    // Left out for a repeat, which gets the kept answer though the parts are gone: so no step `after` the commit.
    before: async (context, { params }) => {
      // Who may not add files learns nothing of uploads, and nothing is stored for them.
      await context.services.acting.act(
        context.request.actContext,
        { verb: 'intake.begin-upload', permission: 'intake/add', subject: { kind: 'upload', id: params.id } },
        () => Promise.resolve(),
      );
      return { file: await storeUpload(context, params.id), services: context.services };
    },
    handle: async (act, { params, body }, { file, services }) => {
      const facilityId = facilityOf(act, body.facilityId);
      const received = await receiveItem(act, { file, facilityId, source: 'upload', batchId: body.batchId });
      act.afterCommit(() => {
        // The file is safe: parts that cannot be removed now are removed when they are a day old.
        uploadFiles(services)
          .remove(params.id)
          .catch((error: unknown) => services.log.warn({ err: error }, 'the parts of an upload stay for a day'));
      });
      return { id: received.id, sameAs: received.sameAs };
    },
  }),
];

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
