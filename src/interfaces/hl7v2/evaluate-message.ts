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
  const enhanced = get(message, 'MSH-15') !== undefined || get(message, 'MSH-16') !== undefined;
  const accept = get(message, 'MSH-15') !== undefined && get(message, 'MSH-15') !== 'NE';
  const code = (letter: 'A' | 'E' | 'R') => (enhanced && accept ? (`C${letter}` as const) : (`A${letter}` as const));
  const error = errorOf(message, state);
  if (error === undefined) return { taken: true, code: code('A') };
  return { taken: false, code: code(error.rejected ? 'R' : 'E'), error: error.error };
}

/** Enhanced mode: who asks for no answer gets none; SU and ER ask for one only when it went well, or ill. */
export function wantsAnswer(message: Message, taken: boolean): boolean {
  const wishes = [get(message, 'MSH-15'), get(message, 'MSH-16')].filter((wish) => wish !== undefined);
  if (wishes.length === 0) return true;
  return wishes.some((wish) => (wish === 'NE' ? false : wish === 'SU' ? taken : wish === 'ER' ? !taken : true));
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
