import { useRead } from '../../../../ui/api/reads.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { type NameProps } from '../../../../ui/module.ts';
import { useMay } from '../../../../ui/session.ts';
import { rightsContract } from '../../rights/contract.ts';

/** A waiting request by its number and what is asked. Every row asks the same, so all of them cost one answer. */
export function RightsName({ id }: NameProps) {
  const t = useTexts('release');
  const may = useMay();
  const read = useRead(rightsContract.rightsThatWait, {}, { enabled: may('release/read'), live: ['release.'] });
  const request = read.data?.requests.find((each) => each.id === id);
  if (request === undefined) return null;
  return [request.number, t(`patientRights.kinds.${request.kind}`), request.askerName].join(' · ');
}
