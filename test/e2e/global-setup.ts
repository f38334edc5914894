import { launchBrowser } from './browser.ts';

/** Unpacks or installs the browser once, before several test files ask for it at the same moment. */
export default async function setup() {
  await (await launchBrowser()).close();
}
