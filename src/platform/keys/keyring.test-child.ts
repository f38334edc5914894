import { openKeyring } from './index.ts';

/** Makes keys and destroys every third until it is killed; reports each only after it was acknowledged. */
const ring = await openKeyring({ dir: process.argv[2] ?? '' });
for (let n = 1; ; n++) {
  const slot = ring.newSlot();
  process.send?.({ slot, key: ring.unitKey(slot).toString('hex'), destroyed: false });
  if (n % 3 === 0) {
    await ring.destroySlot(slot, { at: new Date(), reason: 'round' });
    process.send?.({ slot, key: '', destroyed: true });
  }
  if (n % 10 === 0) await new Promise((settle) => setImmediate(settle));
}
