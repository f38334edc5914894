import { Button, Group, Stack, Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { Notice } from '../../../ui/feedback/Notice.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { documentPath } from '../../documents/web/index.tsx';
import { supplementContract } from '../supplement/contract.ts';
import { casePath } from './paths.ts';

type Supplement = ResponseOf<typeof supplementContract.supplements>['supplements'][number];
interface Asking {
  readonly supplement: Supplement;
  readonly decision: 'send' | 'not-needed';
}

/** What came after the hand-over and lay within its scope; nothing is shown where nothing came. */
export function SupplementsSection({ requestId }: { readonly requestId: string }) {
  const t = useTexts('release');
  const may = useMay();
  const dates = useDates();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<Asking>();
  const read = useRead(supplementContract.supplements, { params: { id: requestId } }, { live: ['release.'] });
  const answer = useAct(supplementContract.answerSupplement, {
    changes: [supplementContract.supplements],
    onDone: ({ requestId: sent }) => {
      setAsking(undefined);
      if (sent !== null) void navigate({ to: casePath(sent) });
    },
  });
  const supplements = read.data?.supplements ?? [];
  if (supplements.length === 0) return null;
  const open = supplements.some(({ decision }) => decision === null);
  return (
    <Notice tone={open ? 'attention' : 'neutral'} title={t('supplement.title')}>
      <Stack gap="xs">
        {supplements.map((supplement) => (
          <Group key={supplement.id} gap="xs">
            <Text size="sm">
              <Link to={documentPath(supplement.patientId, supplement.documentId)}>
                {supplement.typeName ?? t('supplement.document')}
                {supplement.date !== null && ` · ${dates.day(supplement.date)}`}
              </Link>{' '}
              {t(`supplement.why.${supplement.why}`, { at: dates.instant(supplement.at) })}
            </Text>
            {supplement.decision === null && may('release/work') && (
              <>
                <Button size="compact-sm" onClick={() => setAsking({ supplement, decision: 'send' })}>
                  {t('supplement.send')}
                </Button>
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => setAsking({ supplement, decision: 'not-needed' })}
                >
                  {t('supplement.not-needed')}
                </Button>
              </>
            )}
            {supplement.decision !== null && (
              <Text size="sm">
                {t(`supplement.decided.${supplement.decision}`)}: {supplement.reason}{' '}
                {supplement.sentRequestId !== null && (
                  <Link to={casePath(supplement.sentRequestId)}>{t('supplement.case')}</Link>
                )}
              </Text>
            )}
          </Group>
        ))}
      </Stack>
      {asking !== undefined && (
        <ReasonDialog
          title={t(`supplement.${asking.decision}`)}
          text={t(`supplement.text.${asking.decision}`)}
          action={t(`supplement.${asking.decision}`)}
          busy={answer.isPending}
          error={answer.error}
          onConfirm={(reason) =>
            answer.run({
              params: { id: requestId, supplementId: asking.supplement.id },
              body: { decision: asking.decision, reason },
            })
          }
          onCancel={() => setAsking(undefined)}
        />
      )}
    </Notice>
  );
}
