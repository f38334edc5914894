import { Button, Group, Stack, Text } from '@mantine/core';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { contract } from '../../contract.ts';
import { type PayerCase, usePayerAct } from './payer.ts';

export interface MatchNoticeProps {
  readonly requestId: string;
  readonly match: NonNullable<PayerCase['match']>;
  readonly mayWork: boolean;
}

/** Whom the row of a list was matched with: a person compares, and identifies by the facts that agreed. */
export function MatchNotice({ requestId, match, mayWork }: MatchNoticeProps) {
  const t = useTexts('release');
  const dates = useDates();
  const identify = usePayerAct(contract.identify);
  const who = [match.name, match.birthDate === null ? null : dates.day(match.birthDate)].filter(Boolean).join(', ');
  return (
    <Notice tone="info" title={t('payer.match', { name: who })}>
      <Stack gap="xs">
        <Text size="sm">
          {t('payer.matchText', { facts: match.matchedOn.map((fact) => t(`payer.matched.${fact}`)).join(', ') })}
        </Text>
        {identify.error !== null && <ProblemNotice error={identify.error} takeFocus />}
        {mayWork && (
          <Group>
            <Button
              size="xs"
              loading={identify.isPending}
              onClick={() =>
                identify.run({
                  params: { id: requestId },
                  body: { patientId: match.patientId, matchedOn: match.matchedOn },
                })
              }
            >
              {t('patient.identify')}
            </Button>
          </Group>
        )}
      </Stack>
    </Notice>
  );
}
