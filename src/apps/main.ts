import * as nodeModule from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';

/** Node 22.1 and later keep what they compiled; an older one compiles again at each start. */
const { enableCompileCache } = nodeModule as { enableCompileCache?: (folder: string) => unknown };
enableCompileCache?.(join(import.meta.dirname, '.compiled'));

/**
 * V8 11.3 of Node 20 dies ("unreachable code" in DoComputeBuiltinContinuation) when it takes back optimised code that had
 * a call into WebAssembly put inline; every access decision is such a call. Later versions do not have the fault.
 */
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--no-turbo-inline-js-wasm-calls');

const { main } = await import('./cli.ts');
process.exitCode = await main(process.argv.slice(2));
// A pool or a child that is slow to end must not keep a finished command alive.
process.exit();
