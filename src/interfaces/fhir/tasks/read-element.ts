import { deriveDay } from '../derive-day.ts';
import { problems } from '../problems.ts';
import { isObject, type Json, type JsonObject } from '../read-json.ts';

export interface TaskFile {
  /** FHIRPath of the attachment. */
  readonly at: string;
  readonly name: string;
  readonly contentType: string | undefined;
  readonly data: string;
}

/** The resource behind a reference, contained or stored. */
export type Resolve = (place: JsonObject, at: string) => JsonObject | undefined;

/** First and last day of a Period. @throws fhir/invalid-element */
export function periodOf(period: Json | undefined, at: string): { from?: string; to?: string } {
  if (period === undefined) return {};
  if (!isObject(period)) throw invalid(at, 'is no Period');
  const day = (element: 'start' | 'end') => {
    if (period[element] === undefined) return undefined;
    const found = deriveDay(period[element]);
    if (found === undefined) throw invalid(`${at}.${element}`, 'is no day that exists');
    return found;
  };
  const [from, to] = [day('start'), day('end')];
  if (from !== undefined && to !== undefined && from > to) throw invalid(at, 'ends before it starts');
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

export function invalid(at: string, what: string) {
  return problems.invalidElement({ detail: `Nothing of it was stored. ${at} ${what}.`, at });
}

export function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
