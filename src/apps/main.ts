import { main } from './cli.ts';

process.exitCode = await main(process.argv.slice(2));
// A pool or a child that is slow to end must not keep a finished command alive.
process.exit();
