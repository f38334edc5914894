import type { Message, Segment } from '../../../packages/hl7/index.ts';

/** Each MRG goes with the PID before it, and with the PV1 behind it where there is one. */
export interface Pair {
  readonly pid: Segment;
  readonly mrg: Segment;
  readonly pv1: Segment | undefined;
}

export function derivePairs(message: Message): Pair[] {
  const pairs: { pid: Segment; mrg: Segment; pv1: Segment | undefined }[] = [];
  let pid: Segment | undefined;
  for (const segment of message.segments) {
    if (segment.name === 'PID') pid = segment;
    if (segment.name === 'MRG' && pid !== undefined) pairs.push({ pid, mrg: segment, pv1: undefined });
    const last = pairs.at(-1);
    if (segment.name === 'PV1' && last !== undefined && last.pid === pid) last.pv1 ??= segment;
  }
  return pairs;
}
