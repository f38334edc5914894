import { route } from '../../../platform/http/route.ts';
import { facilityById } from '../../directory/index.ts';
import { plain } from '../plain.ts';
import { changeSeal } from './change-seal.ts';
import { sealContract } from './contract.ts';
import { makeSelf } from './open-seal.ts';
import { readPkcs12 } from './read-pkcs12.ts';
import { showSeals } from './show-seals.ts';

const ofFacility = ({ params }: { params: { facilityId: string } }) => ({ kind: 'facility', id: params.facilityId });

export const sealRoutes = [
  route(sealContract.showSeals, {
    permission: 'release/manage',
    verb: 'release.see-seals',
    handle: async (act) => plain(await showSeals(act)),
  }),
  route(sealContract.renewSeal, {
    permission: 'release/manage',
    verb: 'release.change-seal',
    subject: ofFacility,
    before: async ({ services, request }, { params }) => {
      const asked = { verb: 'release.change-seal', permission: 'release/manage' } as const;
      const { facility, now } = await services.acting.act(request.actContext, asked, async (act) => ({
        facility: await facilityById(act, params.facilityId),
        now: act.now,
      }));
      return { made: await makeSelf(facility, now), keyring: services.keyring };
    },
    handle: (act, { params, body }, { made, keyring }) =>
      changeSeal(act, keyring, { facilityId: params.facilityId, made, reason: body.reason }),
  }),
  route(sealContract.loadSeal, {
    permission: 'release/manage',
    verb: 'release.change-seal',
    subject: ofFacility,
    before: async ({ services }) => services.keyring,
    handle: async (act, { params, body }, keyring) => {
      const facility = await facilityById(act, params.facilityId);
      const loaded = readPkcs12(Buffer.from(body.file, 'base64'), body.password, act.now);
      return changeSeal(act, keyring, {
        facilityId: facility.id,
        made: { ...loaded, origin: 'loaded' },
        reason: body.reason,
      });
    },
  }),
];
