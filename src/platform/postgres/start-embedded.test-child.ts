import { createLog } from '../log.ts';
import { Problem } from '../problem.ts';
import { holdDataDirectory, startEmbedded } from './index.ts';

/** Starts the embedded database as the server does, says on one line how that went, and waits to be told or killed. */
const [dataDir = '', stateDir = ''] = process.argv.slice(2);
try {
  const hold = await holdDataDirectory({ dataDir, command: 'start', port: 8080, now: new Date() });
  const log = createLog({ level: 'silent' });
  const database = await startEmbedded({ hold, log, ...(stateDir === '' ? {} : { stateDir }) });
  process.stdout.write(`${JSON.stringify({ url: database.adminUrl, pid: database.pid() })}\n`);
  process.stdin.resume();
  process.stdin.once('end', () => {
    void database
      .stop()
      .then(() => hold.release())
      .then(() => process.exit(0));
  });
} catch (error) {
  const problem = error instanceof Problem ? { code: error.code, detail: error.detail, internal: error.internal } : {};
  process.stdout.write(`${JSON.stringify({ ...problem, message: String(error) })}\n`);
  process.exit(1);
}
