import {
  type AcknowledgedError,
  type AcknowledgementCode,
  get,
  isRefusal,
  type Message,
  type Refusal,
} from '../../../packages/hl7/index.ts';
import type { SenderState } from './senders.ts';

/** What is answered to a message, and whether it is taken to be applied. */
export interface Verdict {
  readonly taken: boolean;
  readonly code: AcknowledgementCode;
  readonly error?: AcknowledgedError;
}

const OF_A_PERSON = new Set(['ADT', 'MDM', 'ORU', 'DFT', 'BAR']);
/** The longest MSH-10 of version 2.8 has 199 characters. */
const MAX_CONTROL_ID = 199;
const MAX_NAME = 227;

/**
 * AR: it will never be taken as it is (unreadable, unknown sender, training data, no version 2). AE: something required is
 * missing. What fails later, when it is applied, waits in the error queue and is never a late refusal.
 */
export function evaluateMessage(message: Message | Refusal, state: SenderState | undefined): Verdict {
  if (isRefusal(message)) return { taken: false, code: 'AR', error: { code: 100, words: message.reason } };
  const error = errorOf(message, state);
  if (error === undefined) return { taken: true, code: answerAtOnce(message, 'A').code };
  return { taken: false, code: answerAtOnce(message, error.rejected ? 'R' : 'E').code, error: error.error };
}

/**
 * MSA-1 of the answer that goes out with the commit, and whether the sender wants one. In enhanced mode that is the accept
 * acknowledgement of MSH-15: C and the letter. MSH-15 NE with MSH-16 AL means the same as original mode (HL7 2.5.1 section
 * 2.9.2): A and the letter, so does a refusal of which MSH-15 does not want to hear and MSH-16 does.
 */
export function answerAtOnce(
  message: Message,
  letter: 'A' | 'E' | 'R',
): { readonly code: AcknowledgementCode; readonly wanted: boolean } {
  const { mode, accept, application } = wishesOf(message);
  if (mode === 'original') return { code: `A${letter}`, wanted: true };
  if (wants(accept, letter === 'A')) return { code: `C${letter}`, wanted: true };
  if (letter !== 'A' && wants(application, false)) return { code: `A${letter}`, wanted: true };
  return { code: accept === 'NE' ? `A${letter}` : `C${letter}`, wanted: false };
}

/** MSH-16 where its answer is a message of its own, after this one was applied. */
export function answerLater(message: Message): 'AL' | 'ER' | 'SU' | undefined {
  const { mode, application } = wishesOf(message);
  if (mode === 'original' || application === 'NE') return undefined;
  return application === 'ER' || application === 'SU' ? application : 'AL';
}

function wishesOf(message: Message) {
  const [accept, application] = [get(message, 'MSH-15'), get(message, 'MSH-16')];
  const neither = accept === undefined && application === undefined;
  const likeOriginal = (accept ?? 'NE') === 'NE' && !['NE', 'ER', 'SU'].includes(application ?? 'NE');
  return {
    mode: neither || likeOriginal ? ('original' as const) : ('enhanced' as const),
    ...{ accept: accept ?? 'NE', application: application ?? 'NE' },
  };
}

/** HL7 table 0155. */
function wants(wish: string, well: boolean): boolean {
  return wish === 'SU' ? well : wish === 'ER' ? !well : wish !== 'NE';
}

function errorOf(
  message: Message,
  state: SenderState | undefined,
): { rejected: boolean; error: AcknowledgedError } | undefined {
  const rejected = (error: AcknowledgedError) => ({ rejected: true, error });
  const missing = (segment: string, field: number, words: string) => ({
    rejected: false,
    error: { code: 101, at: { segment, field }, words } as const,
  });
  const type = get(message, 'MSH-9.1');
  const controlId = get(message, 'MSH-10');
  if (type === undefined) return missing('MSH', 9, 'MSH-9 names no message type.');
  if (controlId === undefined) return missing('MSH', 10, 'MSH-10 is empty: a message needs a number of its own.');
  if (controlId.length > MAX_CONTROL_ID)
    return rejected({ code: 102, at: { segment: 'MSH', field: 10 }, words: 'MSH-10 is longer than 199 characters.' });
  const version = get(message, 'MSH-12.1');
  if (version !== undefined && !/^2(\.\d+)*$/.test(version.trim()))
    return rejected({ code: 203, at: { segment: 'MSH', field: 12 }, words: 'MSH-12 names no version 2.' });
  if ([get(message, 'MSH-3.1'), get(message, 'MSH-4.1')].some((name) => (name ?? '').length > MAX_NAME))
    return rejected({ code: 102, at: { segment: 'MSH', field: 3 }, words: 'The name of the sender is too long.' });
  if (state !== 'allowed')
    return rejected({
      code: 204,
      at: { segment: 'MSH', field: 3 },
      words:
        state === 'refused'
          ? 'This sender is refused here.'
          : 'This sender is not known here. It is shown to the people of the records desk, who may allow it; send again then.',
    });
  if (get(message, 'MSH-11.1') === 'T')
    return rejected({
      code: 202,
      at: { segment: 'MSH', field: 11 },
      words: 'Training data is not taken into the record.',
    });
  if (!OF_A_PERSON.has(type)) return undefined;
  return personMissing(message, type, missing);
}

function personMissing<T>(
  message: Message,
  type: string,
  missing: (segment: string, field: number, words: string) => T,
): T | undefined {
  if (get(message, 'PID-3.1') === undefined && get(message, 'PID-2.1') === undefined)
    return missing('PID', 3, 'PID-3 holds no number of a patient.');
  if (type === 'MDM' && get(message, 'TXA-12.1') === undefined)
    return missing('TXA', 12, 'TXA-12 is empty: a document needs a number of its own.');
  if (type === 'DFT' && get(message, 'FT1-6.1') === undefined)
    return missing('FT1', 6, 'FT1-6 is empty: a transaction is a charge, a credit, a payment or an adjustment.');
  return undefined;
}
