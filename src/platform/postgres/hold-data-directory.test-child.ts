import { Problem } from '../problem.ts';
import { holdDataDirectory } from './index.ts';

try {
  await holdDataDirectory({ dataDir: process.argv[2] ?? '', command: 'start', now: new Date() });
  process.send?.('held');
} catch (error) {
  process.send?.(error instanceof Problem ? error.code : String(error));
}
process.on('message', () => undefined);
