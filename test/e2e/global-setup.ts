import { rmSync } from 'node:fs';
import { useMemoryFolder } from '../world/memory-folder.ts';
import { launchBrowser } from './browser.ts';
import { prepareData, PREPARED } from './product.ts';

/** What several test files would do at the same moment, once: the browser unpacked or installed, a data folder made. */
export default async function setup() {
  const dropMemoryFolder = useMemoryFolder();
  await (await launchBrowser()).close();
  const prepared = await prepareData();
  process.env[PREPARED] = prepared;
  return () => {
    rmSync(prepared, { recursive: true, force: true });
    dropMemoryFolder();
  };
}
