import { Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { kindContract } from '../../kind/contract.ts';
import { type DescriptionWords } from '../description-words.ts';
import { EarlierLine } from './EarlierSection.tsx';

const WAIT_MS = 600;

/** Before a request is logged: what this requester asked of this patient within half a year. */
export function EarlierOnForm({
  words,
  receivedAt,
}: {
  readonly words: DescriptionWords;
  readonly receivedAt: string;
}) {
  const t = useTexts('release');
  const body = {
    receivedAt,
    patientAsWritten: words.patientAsWritten.trim(),
    ...(words.directoryId === undefined ? {} : { requesterId: words.directoryId }),
    name: words.name.trim(),
    organisation: words.organisation.trim(),
    reference: words.reference.trim(),
    ...(words.askedFrom === '' ? {} : { askedFrom: words.askedFrom }),
    ...(words.askedTo === '' ? {} : { askedTo: words.askedTo }),
  };
  const [asked] = useDebouncedValue(body, WAIT_MS);
  const worth = asked.name !== '' && (asked.patientAsWritten !== '' || asked.reference !== '');
  const read = useRead(kindContract.askEarlier, { body: asked }, { enabled: worth, keepFormer: true });
  const cases = worth ? (read.data?.cases ?? []) : [];
  if (cases.length === 0) return null;
  return (
    <Notice tone="attention" title={t('earlier.title')}>
      <Stack gap="sm">
        {cases.map((each) => (
          <EarlierLine key={each.id} earlier={each} />
        ))}
        <Text size="sm">{t('earlier.onForm')}</Text>
      </Stack>
    </Notice>
  );
}
