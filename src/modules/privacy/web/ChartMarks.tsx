import { useRead } from '../../../ui/api/reads.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type RecordPartProps } from '../../patients/web/index.tsx';
import { contract } from '../contract.ts';

/** On the banner of either chart while the mark is in force; each kind once, and never whose the other chart is. */
export function ChartMarks({ patientId }: RecordPartProps) {
  const t = useTexts('privacy');
  const read = useRead(contract.marks, { params: { patientId } }, { live: ['privacy.'] });
  const sides = [...new Set((read.data?.marks ?? []).map(({ side }) => side))];
  return sides.map((side) => (
    <Mark key={side} tone="attention" icon="alert">
      {t(`mark.${side}`)}
    </Mark>
  ));
}
