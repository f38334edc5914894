import { useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type RecordPartProps } from '../../patients/web/index.tsx';
import { contract } from '../contract.ts';
import { LetterList } from './LetterList.tsx';

/** Letters about one person, with what became of each. */
export function LettersPart({ patientId }: RecordPartProps) {
  const t = useTexts('correspondence');
  const read = useRead(contract.ofPatient, { params: { patientId } }, { live: ['correspondence.'] });
  if (read.error !== null) return <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />;
  if (read.data === undefined) return <Waiting />;
  if (read.data.letters.length === 0)
    return <Empty icon="send" title={t('letter.noneOfPatient')} text={t('letter.noneOfPatientText')} />;
  return <LetterList letters={read.data.letters} />;
}
