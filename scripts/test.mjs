/** `npm test`: the checks, then the browser. Installs what it needs by itself, the browser's system libraries included. */
import { bin, runSteps, STEPS } from './check.mjs';

const failed = runSteps([...STEPS, ['browser', bin('vitest'), ['run', '--config', 'vitest.browser.config.ts']]]);
if (failed.length > 0) console.log(`Failed: ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
