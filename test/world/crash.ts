import type { Services } from '../../src/platform/services.ts';

/** The process died here: nothing after it ran, nothing caught it. */
export class Crash extends Error {
  constructor(readonly at: number) {
    super(`crashed at point ${at}`);
  }
}

/**
 * The services of a process that dies at the n-th point: before and after every act, every blob written or opened, every
 * file read. From then on nothing it does reaches the world. `points()` says how many points a run has.
 */
export function crashingAt(services: Services, n: number): { services: Services; points: () => number } {
  let passed = 0;
  const point = () => {
    passed++;
    if (passed >= n) throw new Crash(n);
  };
  const around = async <T>(run: () => Promise<T>): Promise<T> => {
    point();
    const result = await run();
    point();
    return result;
  };
  return {
    points: () => passed,
    services: {
      ...services,
      acting: {
        ...services.acting,
        act: (context, request, fn) => around(() => services.acting.act(context, request, fn)),
      },
      blobs: {
        ...services.blobs,
        put: (slot, source, limits) => around(() => services.blobs.put(slot, source, limits)),
        open: (ref, range) => {
          point();
          return services.blobs.open(ref, range);
        },
        read: (ref, maxBytes) => around(() => services.blobs.read(ref, maxBytes)),
      },
      reader: {
        ...services.reader,
        readPages: (file, options) => around(() => services.reader.readPages(file, options)),
      },
    },
  };
}

/** Runs `step` dying at each point in turn until a run comes through; `check` looks at the world after each death. */
export async function sweepCrashes(options: {
  services: Services;
  step: (services: Services, attempt: number) => Promise<void>;
  check: (attempt: number) => Promise<void>;
}): Promise<number> {
  const limit = 200;
  for (let n = 1; n <= limit; n++) {
    const dying = crashingAt(options.services, n);
    try {
      await options.step(dying.services, n);
      return n - 1;
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      await options.check(n);
    }
  }
  throw new Error(`No run came through within ${limit} points.`);
}

/**
 * Runs `step` with the services of the whole running product dying at the n-th point: every act and blob of every call and
 * job. Afterwards the product is as after a restart. `died` is false when the step came to its end before that point.
 */
export async function dieAt<T>(
  services: Services,
  n: number,
  step: () => Promise<T>,
): Promise<{ readonly died: boolean; readonly result: T }> {
  const dying = crashingAt({ ...services, acting: { ...services.acting }, blobs: { ...services.blobs } }, n);
  const whole = { acting: { ...services.acting }, blobs: { ...services.blobs } };
  Object.assign(services.acting, { act: dying.services.acting.act });
  const { put, open, read } = dying.services.blobs;
  Object.assign(services.blobs, { put, open, read });
  try {
    const result = await step();
    return { died: dying.points() >= n, result };
  } finally {
    Object.assign(services.acting, whole.acting);
    Object.assign(services.blobs, whole.blobs);
  }
}
