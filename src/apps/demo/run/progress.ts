const BETWEEN_MS = 250;

/** Tells the terminal how far the work is; the result alone goes to standard output. */
export interface Progress {
  /** Runs one named part and says how long it took. */
  part<T>(title: string, run: (tell: (done: number, of: number) => void) => Promise<T>): Promise<T>;
}

export function progressOn(stream: NodeJS.WriteStream): Progress {
  return {
    async part(title, run) {
      const began = Date.now();
      let told = 0;
      if (!stream.isTTY) stream.write(`${title}...\n`);
      const result = await run((done, of) => {
        if (!stream.isTTY || Date.now() - told < BETWEEN_MS) return;
        told = Date.now();
        stream.write(`\r${title}: ${done} of ${of}   `);
      });
      const seconds = ((Date.now() - began) / 1000).toFixed(1);
      stream.write(stream.isTTY ? `\r${title}: done in ${seconds} s        \n` : `  done in ${seconds} s\n`);
      return result;
    },
  };
}

/** Works through a list with a few hands at once; the first error ends it, after the hands are empty. */
export async function withHands<T>(
  hands: number,
  list: readonly T[],
  work: (each: T, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const failures: unknown[] = [];
  const hand = async () => {
    while (next < list.length && failures.length === 0) {
      const index = next++;
      const each = list[index];
      if (each === undefined) return;
      await work(each, index).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: hands }, hand));
  if (failures.length > 0) throw failures[0];
}
