import { composeText } from '../../correspondence/index.ts';
import { batesNumber } from '../packet/bates-number.ts';
import type { BatesNumbers, Certification } from '../packet/packet-input.ts';
import type { Making } from './decide-making.ts';

/** Filled in with ink: a declaration under penalty of perjury is signed and dated (28 USC 1746). */
const LINES = { en: ['Signature', 'Executed on'], es: ['Firma', 'Fecha'] } as const;

/** The page on which somebody states what the records of a packet are; undefined where nobody was asked to. */
export function certify(
  making: Making,
  packet: {
    readonly number: string;
    readonly requestNumber: string;
    readonly day: string;
    readonly patient: string;
    readonly requester: string;
    readonly facility: { readonly name: string; readonly legalEntityName: string; readonly country: string };
    readonly documents: number;
    readonly pages: number;
    readonly bates: BatesNumbers | undefined;
    readonly withheld: string | undefined;
  },
): Certification | undefined {
  const { certification: asked } = making;
  if (asked === undefined) return undefined;
  const { bates, pages, documents } = packet;
  const { title, blocks } = composeText({
    template: asked.forCourt ? 'court-certification' : 'records-certification',
    language: asked.language,
    facility: packet.facility,
    recipient: packet.requester,
    number: packet.number,
    day: packet.day,
    facts: {
      requestNumber: packet.requestNumber,
      packet: packet.number,
      certifier: asked.name,
      office: asked.title,
      patient: packet.patient,
      documents,
      pages,
      ...(asked.caption === null ? {} : { caption: asked.caption }),
      ...(bates === undefined
        ? {}
        : { numbers: `${batesNumber(bates, bates.first)} – ${batesNumber(bates, bates.first + pages - 1)}` }),
      ...(packet.withheld === undefined ? {} : { withheld: packet.withheld }),
    },
  });
  return { title, blocks, lines: asked.forCourt ? LINES[asked.language] : [] };
}
