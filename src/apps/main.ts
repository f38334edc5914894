import * as nodeModule from 'node:module';
import { join } from 'node:path';

/** Node 22.1 and later keep what they compiled; an older one compiles again at each start. */
const { enableCompileCache } = nodeModule as { enableCompileCache?: (folder: string) => unknown };
enableCompileCache?.(join(import.meta.dirname, '.compiled'));

const { main } = await import('./cli.ts');
process.exitCode = await main(process.argv.slice(2));
// A pool or a child that is slow to end must not keep a finished command alive.
process.exit();
