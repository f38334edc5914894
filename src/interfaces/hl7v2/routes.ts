import type { FastifyInstance } from 'fastify';
import { decode, isRefusal, parseMessage, textOf } from '../../../packages/hl7/index.ts';
import { route } from '../../platform/http/route.ts';
import type { InterfaceHelp } from '../../platform/http/server.ts';
import { setAnswers } from './acknowledgements/set-answers.ts';
import { contract } from './contract.ts';
import { importFile } from './import-file.ts';
import { decideSender, listErrors, listSenders } from './monitor.ts';
import { portState } from './receive-messages.ts';
import { readMessage, replayMessage, setAside } from './replay-message.ts';
import { declareSender } from './senders.ts';
import { listMapping, setMapping } from './set-mapping.ts';
import { showMessage } from './show-message.ts';
import { expectSender } from './silence.ts';
import { tryMessage } from './try-message.ts';

const BODY_LIMIT = 256 * 1024 * 1024;

const TRY_LIMIT = 2 * 1024 * 1024;

const ofSender = ({ params }: { params: { id: string } }) => ({ kind: 'hl7-sender', id: params.id });
const ofMessage = ({ params }: { params: { id: string } }) => ({ kind: 'hl7-message', id: params.id });

export const routes = [
  route(contract.senders, {
    permission: 'hl7v2/read',
    verb: 'hl7v2.list-senders',
    handle: async (act) => ({ senders: await listSenders(act) }),
  }),
  route(contract.decide, {
    permission: 'hl7v2/manage',
    verb: 'hl7v2.decide-sender',
    subject: ofSender,
    handle: (act, { params, body }) => decideSender(act, params.id, body.state),
  }),
  route(contract.declare, {
    permission: 'hl7v2/manage',
    verb: 'hl7v2.declare-sender',
    handle: async (act, { body }) => ({ id: await declareSender(act, body) }),
  }),
  route(contract.expect, {
    permission: 'hl7v2/manage',
    verb: 'hl7v2.expect',
    subject: ofSender,
    handle: (act, { params, body }) => expectSender(act, params.id, body.minutes),
  }),
  route(contract.setAnswers, {
    permission: 'hl7v2/manage',
    verb: 'hl7v2.set-answers',
    subject: ofSender,
    handle: (act, { params, body }) => setAnswers(act, params.id, body),
  }),
  route(contract.mapping, {
    permission: 'hl7v2/read',
    verb: 'hl7v2.list-mapping',
    subject: ofSender,
    handle: async (act, { params }) => ({ rows: await listMapping(act, params.id) }),
  }),
  route(contract.setMapping, {
    permission: 'hl7v2/manage',
    verb: 'hl7v2.set-mapping',
    subject: ofSender,
    handle: async (act, { params, body }) => ({ id: await setMapping(act, params.id, body) }),
  }),
  route(contract.port, {
    permission: 'hl7v2/read',
    verb: 'hl7v2.see-port',
    before: ({ services }) => Promise.resolve(portState(services)),
    handle: (_act, _input, state) => Promise.resolve({ ...state, allowed: [...state.allowed] }),
  }),
  // Tried after the decision, in an act of the feed itself: a message is applied with the feed's rights, not the asker's.
  route(contract.tryMessage, {
    permission: 'hl7v2/manage',
    verb: 'hl7v2.ask-to-try',
    bodyLimit: TRY_LIMIT,
    handle: () => Promise.resolve(undefined),
    after: async ({ services, actor }, _result, { body }) => {
      const text = asSent(body.text);
      return { ...(await tryMessage(services, actor, text)), segments: showMessage(text) };
    },
  }),
  route(contract.errors, {
    permission: 'hl7v2/read',
    verb: 'hl7v2.list-errors',
    handle: async (act) => ({ messages: await listErrors(act) }),
  }),
  route(contract.read, {
    permission: 'hl7v2/read',
    verb: 'hl7v2.read-message',
    subject: ofMessage,
    before: ({ services }) => Promise.resolve(services.keyring),
    handle: async (act, { params }, keyring) => {
      const { text, state, reason, editedFrom } = await readMessage(act, keyring, params.id);
      const message = parseMessage(text);
      const shown = isRefusal(message) ? text : decode(text, message.charset);
      return { id: params.id, text: shown, segments: showMessage(text), state, reason, editedFrom };
    },
  }),
  route(contract.replay, {
    permission: 'hl7v2/manage',
    verb: 'hl7v2.replay',
    subject: ofMessage,
    before: ({ services }) => Promise.resolve(services.keyring),
    handle: async (act, { params, body }, keyring) => ({
      id: await replayMessage(act, keyring, params.id, body.edits ?? []),
    }),
  }),
  route(contract.setAside, {
    permission: 'hl7v2/manage',
    verb: 'hl7v2.set-aside',
    subject: ofMessage,
    handle: (act, { params, body }) => setAside(act, params.id, body.reason),
  }),
];

/** What was pasted has line feeds; what is sent has the bytes of its character set, here UTF-8. */
function asSent(pasted: string): string {
  return textOf(Buffer.from(pasted.replace(/\r?\n/g, '\r'), 'utf8'));
}

/** For the command line: one file of messages, applied in the order in which they stand. */
export function hl7Routes(app: FastifyInstance, { services, identify }: InterfaceHelp): void {
  app.addContentTypeParser(
    'x-application/hl7-v2+er7',
    { parseAs: 'buffer', bodyLimit: BODY_LIMIT },
    (_request, body, done) => done(null, body),
  );
  app.addHook('onRequest', async (request) => {
    request.actContext = await identify(request);
  });
  app.post('/hl7v2/import', { bodyLimit: BODY_LIMIT, schema: { hide: true } }, async (request, reply) => {
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const result = await importFile(services, request.actContext, bytes);
    return reply.type('application/json').send(JSON.stringify(result));
  });
}
