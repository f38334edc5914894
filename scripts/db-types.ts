/**
 * Prints what the migrations make: `src/platform/db/types.generated.ts` and `db/schema.sql`. Run it after adding a
 * migration; a test prints both again and demands no difference.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { startTestDatabase, TEMPLATE } from '../test/world/global-setup.ts';
import { printSchema } from './print-schema.ts';

const database = await startTestDatabase();
try {
  const url = new URL(database.adminUrl);
  url.pathname = `/${TEMPLATE}`;
  execFileSync(
    'npx',
    [
      'kysely-codegen',
      '--dialect',
      'postgres',
      '--url',
      url.toString(),
      '--out-file',
      'src/platform/db/types.generated.ts',
      '--date-parser',
      'string',
      '--no-domains',
      '--exclude-pattern',
      '{graphile_worker,migrations}.*',
      '--log-level',
      'error',
    ],
    { stdio: 'inherit' },
  );
  writeFileSync('db/schema.sql', await printSchema(url.toString()));
} finally {
  await database.stop();
}
process.exit();
