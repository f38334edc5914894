import { codesOf, deriveEntryFacts, isJson } from './derive-entry-facts.ts';
import type { StructuredEntry } from './source.ts';

type Json = Readonly<Record<string, unknown>>;

/** One FHIR R4 Bundle of type collection; `at`: the moment of making, ISO 8601. The same entries give the same bytes. */
export function printBundle(entries: readonly StructuredEntry[], at: string): string {
  const entry = entries.map(({ id, content }) => ({ fullUrl: `urn:uuid:${id}`, resource: content }));
  return `${JSON.stringify({ resourceType: 'Bundle', type: 'collection', timestamp: at, entry }, null, 1)}\n`;
}

export const CSV_COLUMNS = [
  ...['Kind', 'From', 'To', 'What', 'Code', 'Code system', 'Value', 'Unit', 'Reference range', 'Interpretation'],
  ...['Status', 'By', 'Id'],
];

/** The same entries as rows for a spreadsheet: one for each, and one for each component of an observation. */
export function rowsOfStructured(entries: readonly StructuredEntry[]): string[][] {
  return entries.flatMap(({ type, id, content }) => {
    const { from, to } = deriveEntryFacts({ type, content });
    const row = (part: Json) => [
      ...[type, from ?? '', to === from ? '' : (to ?? '')],
      ...whatOf(part),
      ...valueOf(part),
      ...[rangeOf(part), textOf(first(part['interpretation'])), statusOf(content), byOf(content), id],
    ];
    const components = Array.isArray(content['component']) ? content['component'].filter(isJson) : [];
    return [row(content), ...components.map(row)];
  });
}

/** Name, code, system of the code. */
function whatOf(part: Json): [string, string, string] {
  const concept =
    first(part['code']) ??
    first(part['vaccineCode']) ??
    first(part['medicationCodeableConcept']) ??
    first(part['type']) ??
    first(part['class']) ??
    first(part['category']);
  const own =
    isJson(concept) && concept['coding'] === undefined
      ? concept
      : first(isJson(concept) ? concept['coding'] : undefined);
  const coding = isJson(own) ? own : {};
  const name =
    textOf(concept) ||
    namesOf(part) ||
    shown(isJson(part['medicationReference']) ? part['medicationReference']['display'] : undefined);
  return [name, shown(coding['code']), shown(coding['system'])];
}

function namesOf(part: Json): string {
  const name = first(part['name']);
  if (typeof name === 'string') return name;
  if (!isJson(name)) return shown(isJson(part['description']) ? part['description']['text'] : part['description']);
  const given = Array.isArray(name['given']) ? name['given'].map(shown).join(' ') : '';
  return shown(name['text']) || [given, shown(name['family'])].filter(Boolean).join(' ');
}

/** Value and unit. */
function valueOf(part: Json): [string, string] {
  const quantity = part['valueQuantity'] ?? part['doseQuantity'] ?? part['quantity'];
  if (isJson(quantity))
    return [
      `${shown(quantity['comparator'])}${shown(quantity['value'])}`,
      shown(quantity['unit']) || shown(quantity['code']),
    ];
  const dosage = first(part['dosageInstruction']) ?? first(part['dosage']);
  if (isJson(dosage)) return [shown(dosage['text']), ''];
  for (const [key, value] of Object.entries(part))
    if (/^value[A-Z]/.test(key)) return [isJson(value) ? textOf(value) || rangeText(value) : shown(value), ''];
  return [shown(part['conclusion']) || shown(part['birthDate']), ''];
}

function rangeOf(part: Json): string {
  const range = first(part['referenceRange']);
  if (!isJson(range)) return '';
  return shown(range['text']) || rangeText(range);
}

function rangeText(range: Json): string {
  const side = (key: string) =>
    isJson(range[key]) ? `${shown(range[key]['value'])} ${shown(range[key]['unit'])}`.trim() : '';
  const [low, high] = [side('low') || side('numerator'), side('high') || side('denominator')];
  return low === '' && high === '' ? '' : `${low} – ${high}`;
}

function statusOf(content: Json): string {
  const status = shown(content['status']) || codesOf(content['clinicalStatus']).join(' ');
  return [status, ...codesOf(content['verificationStatus'])].filter(Boolean).join(' ');
}

function byOf(content: Json): string {
  const who = first(content['performer']) ?? content['recorder'] ?? content['requester'] ?? content['asserter'];
  if (!isJson(who)) return '';
  return shown(who['display']) || (isJson(who['actor']) ? shown(who['actor']['display']) : '');
}

/** What a CodeableConcept or Coding is called. */
function textOf(concept: unknown): string {
  if (!isJson(concept)) return '';
  const coding = first(concept['coding']);
  return shown(concept['text']) || shown(concept['display']) || (isJson(coding) ? shown(coding['display']) : '');
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? (value as unknown[])[0] : value;
}

function shown(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
