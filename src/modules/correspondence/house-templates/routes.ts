import type { Act } from '../../../platform/act.ts';
import { type Download, route } from '../../../platform/http/route.ts';
import { READING_LIMITS } from '../../../platform/reading/index.ts';
import { facilityById } from '../../directory/index.ts';
import { facilityOf } from '../../patients/index.ts';
import { loadWorkingCopy, noteLetter } from '../load-letter.ts';
import { problems } from '../problems.ts';
import type { Language } from '../template.ts';
import { templateBook } from '../template-folder.ts';
import { houseContract as contract } from './contract.ts';
import { listTemplates } from './list-templates.ts';
import { loadTemplate } from './load-template.ts';
import { makeBuiltInSample, makeSample } from './make-sample.ts';
import { putInForce } from './put-in-force.ts';
import { retireTemplate } from './retire-template.ts';
import { deriveStarter } from './starter.ts';
import { tryTemplate } from './try-template.ts';
import { readTemplate, uploadTemplate } from './upload-template.ts';
import { builtIn } from './vocabulary.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const permission = 'correspondence/set-templates';
const UPLOADS_PER_MINUTE = 60;

const ofTemplate = ({ params }: { params: { id: string } }) => ({ kind: 'house-template', id: params.id });
const file = (bytes: Uint8Array, contentType: string, attachment: string): Download => ({
  ...{ bytes: Buffer.from(bytes), contentType, attachment },
});

export const houseRoutes = [
  route(contract.houseTemplates, {
    permission,
    verb: 'correspondence.see-house-templates',
    handle: async (act) => plain(await listTemplates(act)),
  }),
  route(contract.uploadHouseTemplate, {
    permission,
    verb: 'correspondence.upload-template',
    perMinute: UPLOADS_PER_MINUTE,
    bodyLimit: READING_LIMITS.wordFileBytes + 64 * 1024,
    before: (context, { query }) => readTemplate(context, query),
    handle: async (act, { query }, read) =>
      plain(await uploadTemplate(act, { read, facilityId: facilityOf(act, query.facilityId) })),
  }),
  route(contract.houseSample, {
    permission,
    verb: 'correspondence.see-sample',
    subject: ofTemplate,
    handle: async (act, { params, query }) => {
      const template = await loadTemplate(act, params.id);
      act.note({ subjectIds: [params.id] });
      return { template, facility: await facilityById(act, template.facilityId), now: act.now, as: query.as ?? 'pdf' };
    },
    after: async ({ services }, of) => {
      const sample = await makeSample(services, of);
      if (sample === undefined)
        throw problems.letterTooLong({
          detail: 'No sample was made: it would have more pages than a letter may. Shorten the document.',
        });
      const name = `sample-${of.template.template}-${of.template.language}-${of.template.version}`;
      return of.as === 'docx'
        ? file(sample.docx, DOCX, `${name}.docx`)
        : file(sample.pdf, 'application/pdf', `${name}.pdf`);
    },
  }),
  route(contract.builtInSample, {
    permission,
    verb: 'correspondence.see-sample',
    handle: async (act, { params, query }) => ({
      template: mustBeOurs(params.template, query.language),
      facility: await facilityById(act, facilityOf(act, undefined)),
      now: act.now,
    }),
    after: async (_context, { template, facility, now }) =>
      file(
        await makeBuiltInSample(template, facility, now),
        'application/pdf',
        `sample-${template.id}-${template.language}.pdf`,
      ),
  }),
  route(contract.houseFile, {
    permission,
    verb: 'correspondence.see-sample',
    subject: ofTemplate,
    handle: (act, { params }) => loadTemplate(act, params.id),
    after: ({ services }, { file: blob, template, language, version }): Promise<Download> =>
      Promise.resolve({
        bytes: services.blobs.open(blob),
        contentType: DOCX,
        contentLength: blob.bytes,
        attachment: `${template}-${language}-${version}.docx`,
      }),
  }),
  route(contract.starter, {
    permission,
    verb: 'correspondence.see-sample',
    handle: (_act: Act, { params, query }) => Promise.resolve(mustBeOurs(params.template, query.language)),
    after: (_context, template) =>
      Promise.resolve(
        file(
          deriveStarter(template, templateBook().wording[template.language]),
          DOCX,
          `${template.id}-${template.language}.docx`,
        ),
      ),
  }),
  route(contract.tryHouseTemplate, {
    permission,
    verb: 'correspondence.try-template',
    subject: ofTemplate,
    handle: (act, { params }) => tryTemplate(act, params.id),
  }),
  route(contract.putInForce, {
    permission,
    verb: 'correspondence.put-template-in-force',
    subject: ofTemplate,
    handle: (act, { params, body }) => putInForce(act, { id: params.id, from: body.from }),
  }),
  route(contract.retireHouseTemplate, {
    permission,
    verb: 'correspondence.retire-template',
    subject: ofTemplate,
    handle: (act, { params, body }) => retireTemplate(act, { id: params.id, reason: body.reason }),
  }),
  route(contract.workingCopy, {
    permission: 'correspondence/read',
    verb: 'correspondence.open',
    subject: ({ params }) => ({ kind: 'letter', id: params.id }),
    handle: async (act, { params }) => {
      const { letter, copy } = await loadWorkingCopy(act, params.id);
      noteLetter(act, letter, { as: 'working copy' });
      return { copy, number: letter.number };
    },
    after: ({ services }, { copy, number }): Promise<Download> =>
      Promise.resolve({
        bytes: services.blobs.open(copy),
        contentType: DOCX,
        contentLength: copy.bytes,
        attachment: `${number}-working-copy.docx`,
      }),
  }),
];

function mustBeOurs(id: string, language: Language) {
  const found = builtIn(id, language);
  if (found === undefined)
    throw problems.templateUnknown({
      detail: 'There is no such letter among ours. Choose one from the list.',
      at: 'template',
    });
  return found;
}

/** Plain values for the wire: moments as text. The response schema says what they are. */
function plain<T>(value: T) {
  return JSON.parse(JSON.stringify(value)) as never;
}
