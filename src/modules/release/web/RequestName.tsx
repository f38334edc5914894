import { useRead } from '../../../ui/api/reads.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type NameProps } from '../../../ui/module.ts';
import { useMay } from '../../../ui/session.ts';
import { contract } from '../contract.ts';

/** A waiting request by its number and who asks. Every row asks the same, so all of them cost one answer. */
export function RequestName({ id }: NameProps) {
  const t = useTexts('release');
  const may = useMay();
  const read = useRead(
    contract.list,
    { query: { show: 'open' } },
    { enabled: may('release/read'), live: ['release.'] },
  );
  const request = read.data?.requests.find((each) => each.id === id);
  if (request === undefined) return null;
  const { number, requesterName, requesterOrganisation } = request;
  return [number, requesterName ?? t('list.notDescribed'), requesterOrganisation].filter(Boolean).join(' · ');
}
