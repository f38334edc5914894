import type { Act } from '../../platform/act.ts';
import { Problem } from '../../platform/problem.ts';
import type { Services } from '../../platform/services.ts';
import { facilityOf } from '../../modules/patients/index.ts';
import { prepareDocuments } from './documents/prepare-documents.ts';
import { problems } from './problems.ts';
import type { BundleEntry } from './read-entries.ts';
import type { ResolveOptions } from './resolve-bundle.ts';
import { type BundlePlan, planBundle, takeBundle, type Taken } from './take-bundle.ts';

export type ForDocuments = Pick<Services, 'blobs' | 'keyring' | 'reader' | 'settings'>;

/** One act in the name of who sent it. */
export type Perform = <T>(step: 'prepare' | 'take', run: (act: Act) => Promise<T>) => Promise<T>;

const ATTEMPTS = 3;

/**
 * Takes entries as one transaction. Where they bring documents, what becomes of each is decided first and its content put
 * to disk, since nothing outside the database may happen inside the act that files it; when the record has moved on
 * meanwhile, it is decided again. `begin` is what the writing act does first, `end` what it does last.
 */
export async function takePrepared(
  services: ForDocuments,
  entries: readonly BundleEntry[],
  options: ResolveOptions & {
    readonly begin?: (act: Act) => Promise<void>;
    readonly end?: (act: Act) => Promise<void>;
  },
  perform: Perform,
): Promise<Taken[]> {
  const take = (plan?: { ids: readonly string[]; prepared: Awaited<ReturnType<typeof prepareDocuments>> }) =>
    perform('take', async (act) => {
      await options.begin?.(act);
      const taken = await takeBundle(act, entries, { ...options, facilityId: facilityOf(act, undefined), ...plan });
      await options.end?.(act);
      const written = taken.filter((each) => each.outcome !== 'unchanged').length;
      act.note({ count: written, detail: { read: entries.length } });
      return taken;
    });
  if (!entries.some(({ resource }) => resource.resourceType === 'DocumentReference')) return take();
  return whileItMoves(async () => {
    const plan = await perform('prepare', (act) => planBundle(act, entries, options));
    return take({ ids: idsOf(plan), prepared: await prepareDocuments(services, plan.incoming, plan.documents) });
  });
}

export async function whileItMoves<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      const moved = error instanceof Problem && error.code === problems.changedMeanwhile.code;
      if (!moved || attempt >= ATTEMPTS) throw error;
    }
  }
}

function idsOf(plan: BundlePlan): string[] {
  return plan.incoming.map(({ id }) => id);
}
