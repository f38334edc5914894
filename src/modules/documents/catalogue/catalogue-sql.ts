import { DOCUMENT_TYPES } from '../catalogue.ts';
import type { DocumentType } from './document-type.ts';

/**
 * The catalogue as a migration. After a change of the catalogue: `npx tsx scripts/catalogue-migration.ts`
 * writes it under a new name; rows are never removed, since documents name them.
 */
export function catalogueSql(): string {
  const rows = DOCUMENT_TYPES.map((type) => `  (${columnsOf(type).join(', ')})`);
  return [
    '-- Printed from src/modules/documents/catalogue. Do not edit; a test demands that table and catalogue are equal.',
    '',
    'INSERT INTO documents.type (code, number, name, aliases, loinc, section, level, in_legal_health_record,',
    '  in_designated_record_set, sensitivity, authentication, series, destination) VALUES',
    rows.join(',\n'),
    'ON CONFLICT (code) DO UPDATE SET number = excluded.number, name = excluded.name, aliases = excluded.aliases,',
    '  loinc = excluded.loinc, section = excluded.section, level = excluded.level,',
    '  in_legal_health_record = excluded.in_legal_health_record,',
    '  in_designated_record_set = excluded.in_designated_record_set, sensitivity = excluded.sensitivity,',
    '  authentication = excluded.authentication, series = excluded.series, destination = excluded.destination;',
    '',
  ].join('\n');
}

function columnsOf(type: DocumentType): string[] {
  return [
    text(type.code),
    String(type.number),
    text(type.name),
    texts(type.aliases),
    type.loinc === undefined ? 'NULL' : text(type.loinc),
    text(type.section),
    text(type.level),
    String(type.inLegalHealthRecord),
    String(type.inDesignatedRecordSet),
    texts(type.sensitivity),
    texts(type.authentication),
    text(type.series),
    type.notPartOfRecord === undefined ? 'NULL' : text(type.notPartOfRecord),
  ];
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

function texts(values: readonly string[]): string {
  return values.length === 0 ? "'{}'" : `ARRAY[${values.map(text).join(', ')}]`;
}
