import { Button, Text } from '@mantine/core';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { Notice } from '../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract as intake } from '../contract.ts';
import { pendingContract as contract } from '../pending/contract.ts';

/** Above a document that waits for a registration, or came back from waiting: what it waits under, who was registered. */
export function PendingNotice({ partId }: { readonly partId: string }) {
  const t = useTexts('intake');
  const dates = useDates();
  const read = useRead(contract.open, { params: { id: partId } }, { live: ['intake.pended', 'intake.unpended'] });
  const unpend = useAct(contract.unpend, { changes: [contract.open, intake.openPart, intake.list] });
  const pending = read.data?.pending;
  if (pending === undefined || pending === null) return null;
  const { identifiers, matches, waiting } = pending;
  if (!waiting && matches.length === 0) return null;
  const under = [
    identifiers.name,
    identifiers.birthDate && dates.day(identifiers.birthDate),
    identifiers.mrn,
    identifiers.visitNumber,
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <Notice
      tone={waiting ? 'attention' : 'good'}
      icon={waiting ? 'clock' : 'person'}
      title={
        waiting
          ? t('pending.waits', { since: dates.instant(pending.pendedAt) })
          : t('pending.registered', { at: dates.instant(matches[0]?.at ?? pending.pendedAt) })
      }
    >
      <Text size="sm">{t('pending.under', { under })}</Text>
      {matches.map((match) => (
        <Text key={match.patientId} size="sm">
          {t('pending.match', {
            name: match.name,
            mrn: match.mrn ?? '',
            agrees: match.agrees.map((kind) => t(`evidence.${kind}`, { defaultValue: kind })).join(t('evidence.and')),
          })}
        </Text>
      ))}
      {unpend.error !== null && <ProblemNotice error={unpend.error} takeFocus />}
      {waiting && (
        <Button
          size="xs"
          variant="default"
          mt="xs"
          loading={unpend.isPending}
          onClick={() => unpend.run({ params: { id: partId } })}
        >
          {t('pending.back')}
        </Button>
      )}
    </Notice>
  );
}
