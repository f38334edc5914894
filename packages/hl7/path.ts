/** `PID-3[2].4.1`: segment (which of its kind), field (which repetition), component, subcomponent; all count from 1. */
export interface Path {
  readonly segment: string;
  readonly which: number;
  readonly field: number;
  readonly repetition: number;
  readonly component: number | undefined;
  readonly subcomponent: number | undefined;
}

const PATH = /^([A-Z][A-Z0-9]{2})(?:\[(\d{1,6})\])?-(\d{1,3})(?:\[(\d{1,5})\])?(?:\.(\d{1,3})(?:\.(\d{1,3}))?)?$/;
const MAX_REMEMBERED = 2_000;
const remembered = new Map<string, Path | undefined>();

export function parsePath(text: string): Path | undefined {
  if (remembered.has(text)) return remembered.get(text);
  const path = read(text);
  if (remembered.size < MAX_REMEMBERED) remembered.set(text, path);
  return path;
}

function read(text: string): Path | undefined {
  const match = PATH.exec(text);
  if (match === null) return undefined;
  const number = (group: string | undefined) => (group === undefined ? undefined : Number(group));
  const path = {
    segment: match[1] ?? '',
    which: number(match[2]) ?? 1,
    field: Number(match[3]),
    repetition: number(match[4]) ?? 1,
    component: number(match[5]),
    subcomponent: number(match[6]),
  };
  const counts = [path.which, path.field, path.repetition, path.component ?? 1, path.subcomponent ?? 1];
  return counts.every((count) => count >= 1) ? path : undefined;
}
