import { useRead } from '../../../ui/api/reads.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type NameProps } from '../../../ui/module.ts';
import { useMay } from '../../../ui/session.ts';
import { contract } from '../contract.ts';

/** A waiting incident by its number and what happened. */
export function IncidentName({ id }: NameProps) {
  const t = useTexts('privacy');
  const may = useMay();
  const read = useRead(
    contract.list,
    { query: { show: 'open' } },
    { enabled: may('privacy/read'), live: ['privacy.'] },
  );
  const incident = read.data?.incidents.find((each) => each.id === id);
  return incident === undefined ? null : `${incident.number} · ${t(`causes.${incident.cause}`)}`;
}
