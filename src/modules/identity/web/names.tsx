import { useRead } from '../../../ui/api/reads.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type NameProps } from '../../../ui/module.ts';
import { useMay } from '../../../ui/session.ts';
import { contract } from '../contract.ts';

/** A waiting pair by its two people. */
export function PairName({ id }: NameProps) {
  const may = useMay();
  const { data } = useRead(contract.openPair, { params: { id } }, { enabled: may('identity/read') });
  return data === undefined ? null : `${data.left.name} · ${data.right.name}`;
}

export function OverlayName({ id }: NameProps) {
  const may = useMay();
  const { data } = useRead(contract.openOverlay, { params: { id } }, { enabled: may('identity/read') });
  return data?.patient?.name ?? null;
}

/** Facts to assign, by the two people of the merge that was undone. */
export function LooseName({ id }: NameProps) {
  const may = useMay();
  const { data } = useRead(contract.openMerge, { params: { id } }, { enabled: may('identity/read') });
  return data === undefined ? null : [data.retired?.name, data.survivor?.name].filter(Boolean).join(' · ');
}

/** A reported document by its name; its patient's chart names the patient. */
export function CorrectionName({ id }: NameProps) {
  const t = useTexts('identity');
  const may = useMay();
  const { data } = useRead(contract.openCorrection, { params: { id } }, { enabled: may('identity/report') });
  return data === undefined ? null : [data.title, t(`correction.wrongs.${data.wrong}`)].filter(Boolean).join(' · ');
}

/** A finding by whose it is and what is wrong. */
export function FindingName({ id }: NameProps) {
  const t = useTexts('identity');
  const may = useMay();
  const { data } = useRead(contract.openFinding, { params: { id } }, { enabled: may('identity/read') });
  return data === undefined ? null : `${data.patient.name} · ${t(`rules.${data.rule}`)}`;
}

export function NoticeName({ id }: NameProps) {
  const t = useTexts('identity');
  const may = useMay();
  const { data } = useRead(contract.openNotice, { params: { id } }, { enabled: may('identity/read') });
  return data === undefined ? null : t(data.undone ? 'merge.tellUndone' : 'merge.tellMerged', { system: data.system });
}
