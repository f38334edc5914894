const IN_FAILED_TRANSACTION = '25P02';

/**
 * Statements that do not wait for each other, sent in one go. All are waited for, also when one fails: nothing may still be
 * running on the connection when its act has ended. Of several failures the first that is no mere echo of another
 * (PostgreSQL refuses what follows a failure in one transaction) is thrown.
 */
export async function together<const T extends readonly Promise<unknown>[]>(
  statements: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const settled = await Promise.allSettled(statements);
  const failures = settled.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
  if (failures.length > 0) throw failures.find((each) => !isEcho(each)) ?? failures[0];
  return settled.map((each) => (each as PromiseFulfilledResult<unknown>).value) as {
    -readonly [K in keyof T]: Awaited<T[K]>; // each is the outcome of the promise at its place
  };
}

function isEcho(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === IN_FAILED_TRANSACTION;
}
