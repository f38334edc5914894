/**
 * Prints what the migrations make: `src/platform/db/types.generated.ts` and `db/schema.sql`. Run it after adding a
 * migration; the checks run it and demand no difference.
 */
import { execFileSync } from 'node:child_process';
import setup from '../test/world/global-setup.ts';

let adminUrl = '';
const stop = await setup({ provide: (_key: string, value: string) => void (adminUrl = value) } as never); // the one method that set-up calls
try {
  const url = adminUrl.replace(/\/postgres$/, '/ck_template');
  execFileSync('npx', ['kysely-codegen', '--dialect', 'postgres', '--url', url, '--out-file', 'src/platform/db/types.generated.ts', '--date-parser', 'string', '--no-domains', '--exclude-pattern', '{graphile_worker,migrations}.*', '--log-level', 'error'], { stdio: 'inherit' });
} finally {
  await stop();
}
