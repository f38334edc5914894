/** Where a request stands, for the person who asked: one word of few, and who acts next. */
export type PlainStep =
  | 'received'
  | 'checking'
  | 'need-from-you'
  | 'waiting-outside'
  | 'gathering'
  | 'second-look'
  | 'ready-here'
  | 'ready-soon'
  | 'on-the-way'
  | 'sent'
  | 'sent-in-part'
  | 'answer-coming'
  | 'answered-by-letter'
  | 'closed'
  | 'cancelled';
export type ActsNext = 'records-office' | 'you' | 'somebody-else' | 'nobody';

export interface PlainStatus {
  readonly step: PlainStep;
  readonly actsNext: ActsNext;
}

/**
 * The desk's state of a request in the words of the person who asked. What the desk waits for from the patient is the
 * patient's turn; a packet that can be fetched here is too. Pure.
 */
export function derivePlainStatus(of: {
  readonly status: string;
  readonly waitsForRequester: boolean;
  readonly pended: boolean;
  readonly canDownload: boolean;
  /** Every part was fetched here; the desk is about to hear of it. */
  readonly fetched?: boolean;
  /** A letter that tells the answer has not left yet. */
  readonly letterOwed?: boolean;
}): PlainStatus {
  const { status } = of;
  if (status === 'cancelled') return { step: 'cancelled', actsNext: 'nobody' };
  if (of.canDownload) return { step: 'ready-here', actsNext: 'you' };
  if (status === 'closed') return { step: 'closed', actsNext: 'nobody' };
  if (status === 'delivered') return { step: 'sent', actsNext: 'nobody' };
  if (status === 'partly-delivered') return { step: 'sent-in-part', actsNext: 'records-office' };
  if (status === 'answered')
    return of.letterOwed === true
      ? { step: 'answer-coming', actsNext: 'records-office' }
      : { step: 'answered-by-letter', actsNext: 'nobody' };
  if (status === 'handing-over')
    return of.fetched === true
      ? { step: 'sent', actsNext: 'nobody' }
      : { step: 'on-the-way', actsNext: 'records-office' };
  if (of.waitsForRequester) return { step: 'need-from-you', actsNext: 'you' };
  if (of.pended) return { step: 'waiting-outside', actsNext: 'somebody-else' };
  if (status === 'received') return { step: 'received', actsNext: 'records-office' };
  if (status === 'identified' || status === 'verified') return { step: 'checking', actsNext: 'records-office' };
  if (status === 'authorized') return { step: 'gathering', actsNext: 'records-office' };
  if (status === 'scoped') return { step: 'second-look', actsNext: 'records-office' };
  return { step: 'ready-soon', actsNext: 'records-office' };
}

/** What became of a file that was sent in. What hurt the reader is not told apart beyond what the sender can mend. */
export type PlainPaper =
  | 'being-checked'
  | 'with-a-person'
  | 'done'
  | 'set-aside-locked'
  | 'set-aside-damaged'
  | 'set-aside-too-large'
  | 'set-aside-unsafe'
  | 'set-aside-kind';

export function derivePlainPaper(of: {
  readonly state: string;
  readonly reason: string | null;
  readonly malware: string | null;
}): PlainPaper {
  if (of.malware === 'found') return 'set-aside-unsafe';
  if (of.state === 'reading') return 'being-checked';
  if (of.state === 'settled') return 'done';
  if (of.state !== 'failed') return 'with-a-person';
  switch (of.reason) {
    case 'encrypted':
      return 'set-aside-locked';
    case 'too-large':
    case 'too-many-pages':
    case 'too-many-pixels':
      return 'set-aside-too-large';
    case 'polyglot':
    case 'crashed':
    case 'timed-out':
    case 'out-of-memory':
      return 'set-aside-unsafe';
    case 'unsupported':
      return 'set-aside-kind';
    case 'no-space':
    case 'stopped':
      return 'being-checked';
    default:
      return 'set-aside-damaged';
  }
}
