/** `npm test`: the checks, then the browser. Installs what it needs by itself, the browser's system libraries included. */
import { checkAll } from './check.mjs';

await checkAll({ browser: true });
