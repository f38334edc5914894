import { fieldName, isRefusal, leavesOf, parseMessage, segmentName } from '../../../packages/hl7/index.ts';

interface ShownField {
  readonly path: string;
  /** `Patient Name`; null where the standard names none. */
  readonly name: string | null;
  readonly value: string;
  /** Only the beginning is shown: an embedded file is not edited by hand. */
  readonly cut: boolean;
}

interface ShownSegment {
  readonly segment: string;
  readonly which: number;
  readonly name: string | null;
  readonly fields: ShownField[];
}

const MAX_SEGMENTS = 300;
const MAX_FIELDS = 3_000;
const MAX_VALUE = 500;

/** A message as a person reads it: each value under the standard's name of its field. Empty for what is no message. */
export function showMessage(text: string): ShownSegment[] {
  const message = parseMessage(text);
  if (isRefusal(message)) return [];
  const counts = new Map<string, number>();
  const shown: ShownSegment[] = [];
  let left = MAX_FIELDS;
  for (const segment of message.segments.slice(0, MAX_SEGMENTS)) {
    const which = (counts.get(segment.name) ?? 0) + 1;
    counts.set(segment.name, which);
    const fields = leavesOf(message, segment, which)
      .slice(0, left)
      .map(({ path, field, value }) => ({
        ...{ path, name: fieldName(segment.name, field) ?? null },
        ...{ value: value.slice(0, MAX_VALUE), cut: value.length > MAX_VALUE },
      }));
    left -= fields.length;
    shown.push({ segment: segment.name, which, name: segmentName(segment.name) ?? null, fields });
  }
  return shown;
}
