import { useMemo } from 'react';
import { useRead } from '../../../ui/api/reads.tsx';
import { contract } from '../contract.ts';

/** Facility id to name, for screens of other modules; read once and kept. */
export function useFacilityNames(): ReadonlyMap<string, string> {
  const { data } = useRead(contract.listFacilities, {});
  return useMemo(() => new Map(data?.facilities.map(({ id, name }) => [id, name])), [data]);
}
