import { type RequestContext, route } from '../../../platform/http/route.ts';
import type { Settings } from '../../../platform/settings.ts';
import { mailingContract } from './contract.ts';
import { mailPacket } from './mail-packet.ts';
import { takeBackMailing } from './take-back-mailing.ts';

const ofRequest = ({ params }: { params: { id: string } }) => ({ kind: 'request', id: params.id });
const settingsOf = async ({ services }: RequestContext): Promise<Pick<Settings, 'smtpUrl'>> => services.settings;

export const mailingRoutes = [
  route(mailingContract.mail, {
    permission: 'release/deliver',
    verb: 'release.mail-packet',
    subject: ofRequest,
    before: settingsOf,
    handle: (act, { params, body }, settings) => mailPacket(act, { requestId: params.id, ...body }, settings),
  }),
  route(mailingContract.takeBack, {
    permission: 'release/deliver',
    verb: 'release.take-back',
    subject: ofRequest,
    handle: (act, { params }) => takeBackMailing(act, { requestId: params.id }),
  }),
];
