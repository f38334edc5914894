import { Button, Group, NumberInput, Text } from '@mantine/core';
import { useState } from 'react';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { reportContract as contract } from '../../reports/contract.ts';

/** When an unanswered request is put before whoever leads the desk, and why then. */
export function EscalationNote() {
  const t = useTexts('release');
  const may = useMay();
  const { data } = useRead(contract.escalation, { query: {} });
  const [days, setDays] = useState<number>();
  const set = useAct(contract.setEscalation, {
    changes: [contract.escalation, contract.report],
    onDone: () => {
      setDays(undefined);
      showDone(t('report.changed'));
    },
  });
  if (data === undefined) return null;
  return (
    <Group gap="sm">
      <Text size="sm" maw="44rem">
        {t('report.escalation', { count: data.daysBefore })} {data.reason ?? t('report.escalationByNobody')}
      </Text>
      {may('release/manage') && (
        <Button size="xs" variant="default" onClick={() => setDays(data.daysBefore)}>
          {t('report.change')}
        </Button>
      )}
      {days !== undefined && (
        <ReasonDialog
          title={t('report.change')}
          text={t('report.changeText')}
          action={t('report.change')}
          busy={set.isPending}
          error={set.error}
          onConfirm={(reason) => set.run({ query: {}, body: { daysBefore: days, reason } })}
          onCancel={() => setDays(undefined)}
        >
          <NumberInput
            label={t('report.daysBefore')}
            min={0}
            max={60}
            allowDecimal={false}
            value={days}
            onChange={(value) => setDays(typeof value === 'number' ? value : data.daysBefore)}
          />
        </ReasonDialog>
      )}
    </Group>
  );
}
