import { useDebouncedValue } from '@mantine/hooks';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useRead } from '../../../ui/api/reads.tsx';
import { contract } from '../contract.ts';

export type Found = ResponseOf<typeof contract.search>['patients'][number];

const WAIT_MS = 300;
/** One letter fits everybody. */
const LEAST = 2;

/** Searches a moment after the last key: each search is an entry in the log, so not at every letter. */
export function useFound(typed: string, limit: number) {
  const [text] = useDebouncedValue(typed.trim(), WAIT_MS);
  const enabled = text.length >= LEAST;
  const read = useRead(contract.search, { body: { text, limit } }, { enabled, keepFormer: true });
  return {
    text,
    asked: enabled,
    read,
    found: enabled ? read.data?.patients : undefined,
    more: enabled && read.data?.more === true,
  };
}
