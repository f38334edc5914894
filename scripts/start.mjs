/** `npm start` and `chartkeeper`: makes the checkout ready, then runs the compiled program in this process. */
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureBuilt, ensureInstalled } from './prepare.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
ensureInstalled();
ensureBuilt();
if (process.argv.length === 2) process.argv.push('start');
await import(pathToFileURL(join(root, 'dist', 'server', 'main.js')).href);
