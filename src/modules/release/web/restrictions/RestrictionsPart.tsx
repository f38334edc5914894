import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { type RecordPartProps } from '../../../patients/web/index.tsx';
import { restrictionContract } from '../../restrictions/contract.ts';
import { AnswerDialog } from './AnswerDialog.tsx';
import { EndDialog } from './EndDialog.tsx';
import { LetterDialog } from './LetterDialog.tsx';
import { type Restriction } from './restriction.ts';
import { RestrictionDialog } from './RestrictionDialog.tsx';
import { RestrictionText } from './RestrictionText.tsx';

type Asking =
  { readonly what: 'answer' | 'end' | 'letter'; readonly restriction: Restriction } | { readonly what: 'record' };

/** What a patient asked to be kept from somebody, and how the patient wants to be reached (45 CFR 164.522). */
export function RestrictionsPart({ patientId }: RecordPartProps) {
  const t = useTexts('release');
  const may = useMay();
  const [asking, setAsking] = useState<Asking>();
  const read = useRead(restrictionContract.restrictions, { params: { patientId } }, { live: ['release.'] });
  const close = () => setAsking(undefined);
  const rows = read.data?.restrictions ?? [];
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="start">
        <Text size="sm" maw={620}>
          {t('restriction.intro')}
        </Text>
        {may('release/work') && (
          <Button size="xs" variant="default" onClick={() => setAsking({ what: 'record' })}>
            {t('restriction.record')}
          </Button>
        )}
      </Group>
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {read.data !== undefined && rows.length === 0 && (
        <Empty icon="lock" title={t('restriction.none')} text={t('restriction.noneText')} />
      )}
      {rows.map((restriction) => (
        <Card key={restriction.id} withBorder padding="sm" component="article">
          <Stack gap="xs">
            <RestrictionText restriction={restriction} people={read.data?.people ?? {}} />
            {may('release/work') && (
              <Group gap="xs">
                {restriction.answer === null && (
                  <Button size="compact-sm" onClick={() => setAsking({ what: 'answer', restriction })}>
                    {t('restriction.answerIt')}
                  </Button>
                )}
                {restriction.answer !== null && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => setAsking({ what: 'letter', restriction })}
                  >
                    {t('patientRights.restrictionLetter')}
                  </Button>
                )}
                {restriction.end === null && restriction.answer?.answer !== 'refused' && (
                  <Button size="compact-sm" variant="default" onClick={() => setAsking({ what: 'end', restriction })}>
                    {t('restriction.endIt')}
                  </Button>
                )}
              </Group>
            )}
          </Stack>
        </Card>
      ))}
      {asking?.what === 'record' && <RestrictionDialog patientId={patientId} onClose={close} />}
      {asking?.what === 'answer' && <AnswerDialog restriction={asking.restriction} onClose={close} />}
      {asking?.what === 'letter' && <LetterDialog restriction={asking.restriction} onClose={close} />}
      {asking?.what === 'end' && <EndDialog restriction={asking.restriction} onClose={close} />}
    </Stack>
  );
}
