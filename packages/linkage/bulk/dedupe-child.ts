import { parentPort, workerData } from 'node:worker_threads';
import { PairFinder, type PairSearch, type Stretch } from './find-pairs.ts';

/** A thread: one stretch in, its pairs out. */
const finder = new PairFinder(workerData as PairSearch); // what `dedupe` started it with
parentPort?.on('message', (stretch: Stretch) => {
  const found = finder.find(stretch);
  parentPort?.postMessage(found, [found.a.buffer, found.b.buffer, found.patterns.buffer]);
});
