import { secretHash } from '../../platform/ids.ts';
import { problems } from './problems.ts';

/**
 * A secret is made before the transaction and shown after it; in between only its mark is kept, also under an
 * Idempotency-Key. A repeat of the request finds the mark of the first secret, which is gone.
 */
export function markOf(secret: string): string {
  return secretHash(secret).toString('hex');
}

/** @throws accounts/shown-once */
export function assertShownFirst(mark: string, secret: string): void {
  if (mark === markOf(secret)) return;
  throw problems.shownOnce({
    detail: 'This was done at the first try, and its secret is shown only once. Start again to get a new one.',
  });
}
