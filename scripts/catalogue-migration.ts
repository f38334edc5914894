/** Writes the catalogue of document types as a migration: `npx tsx scripts/catalogue-migration.ts 20261123T1201`. */
import { writeFileSync } from 'node:fs';
import { catalogueSql } from '../src/modules/documents/catalogue/catalogue-sql.ts';

const time = process.argv[2];
if (time === undefined || !/^\d{8}T\d{4}$/.test(time)) {
  console.error('Give the time of the migration, e.g. 20261123T1201.');
  process.exit(2);
}
const file = `db/migrations/${time}-documents-catalogue.sql`;
writeFileSync(file, catalogueSql(), { flag: 'wx' });
console.log(file);
