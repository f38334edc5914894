import { useRead } from '../../../ui/api/reads.tsx';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { watchContract } from '../watch/contract.ts';

export type Progress = ResponseOf<typeof watchContract.progress>['items'][number];

/** As fast as it is written down twice over; a page of a scan takes about as long. */
const EVERY_MS = 2_000;

/** How far the files are that are being read, by item; asked for by the second only while there are any. */
export function useProgress(reading: boolean): ReadonlyMap<string, Progress> {
  const read = useRead(watchContract.progress, {}, { enabled: reading, everyMs: reading ? EVERY_MS : undefined });
  return new Map((reading ? (read.data?.items ?? []) : []).map((item) => [item.itemId, item]));
}
