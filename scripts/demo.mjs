/** `npm run demo`: makes the checkout ready, then runs the demonstration of the compiled program in this process. */
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureBuilt, ensureInstalled } from './prepare.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
ensureInstalled();
ensureBuilt();
process.argv.splice(2, 0, 'demo');
await import(pathToFileURL(join(root, 'dist', 'server', 'main.js')).href);
