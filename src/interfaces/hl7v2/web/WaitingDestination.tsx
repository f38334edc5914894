import { useRead } from '../../../ui/api/reads.tsx';
import { type NameProps } from '../../../ui/module.ts';
import { useMay } from '../../../ui/session.ts';
import { outboundContract as contract } from '../outbound/contract.ts';

/** A system that cannot be told, as the desk calls it. */
export function WaitingDestination({ id }: NameProps) {
  const may = useMay();
  const read = useRead(contract.destinations, {}, { enabled: may('hl7v2/read') });
  return read.data?.destinations.find((each) => each.id === id)?.name ?? null;
}
