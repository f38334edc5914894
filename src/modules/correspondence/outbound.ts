import type { BlobRef } from '../../platform/blobs/index.ts';
import type { Services } from '../../platform/services.ts';
import type { Channel, Result } from './derive-delivery-state.ts';
import type { MailText } from './derive-mail.ts';
import type { CorrespondenceQueue } from './worklist.ts';

/** What a machine carries out of the house: a letter, or the volumes of a packet. */
export interface Consignment {
  readonly deliveryId: string;
  readonly address: string;
  readonly messageId: string;
  readonly queuedAt: Date;
  readonly text: MailText;
  readonly attachments: readonly { readonly blob: BlobRef; readonly fileName: string }[];
}

/** Bytes of all attachments together; what is larger, most servers refuse. */
export const MAX_ATTACHED = 20 * 1024 * 1024;

/** `code` is a status or error code, never the words of the far end. */
export interface Carried {
  readonly result: Result;
  readonly code: string;
}

/** The one outbound port: a machine is called outside the transaction, or a person finds the letter in a queue. */
export type Carrier =
  | { readonly by: 'person'; readonly queue: CorrespondenceQueue }
  | {
      readonly by: 'machine';
      /** Set up at all; where not, what is to leave waits in `queue`. */
      readonly ready: (services: Services) => boolean;
      readonly queue: CorrespondenceQueue;
      readonly carry: (services: Services, consignment: Consignment) => Promise<Carried>;
    };

export const CARRIERS: Readonly<Record<Channel, Carrier>> = {
  print: { by: 'person', queue: 'correspondence.to-print' },
  mail: {
    by: 'machine',
    ready: ({ settings }) => settings.smtpUrl !== '',
    queue: 'correspondence.mail-waits',
    // The mail library is loaded with the first message, not at start.
    carry: async (services, consignment) => (await import('./carry-mail.ts')).carryMail(services, consignment),
  },
};
