import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { contract } from '../contract.ts';
import { type Incident } from './IncidentPage.tsx';

type Outcome = 'no-breach' | 'breach-notified' | 'not-an-incident';

/** Only the end that fits where the incident stands is offered. */
function endOf(incident: Incident): Outcome | undefined {
  if (incident.state === 'to-close') return 'no-breach';
  if (incident.state === 'to-notify') return 'breach-notified';
  const outside = incident.evidence.some(({ kind }) => kind === 'received');
  return incident.state === 'settled' || outside ? undefined : 'not-an-incident';
}

export function SettleActs({ incident }: { readonly incident: Incident }) {
  const t = useTexts('privacy');
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const settle = useAct(contract.settle, {
    changes: [contract.open, contract.list],
    onDone: () => {
      setAsking(false);
      showDone(t('settle.done'));
    },
  });
  const outcome = endOf(incident);
  if (outcome === undefined || !may('privacy/work')) return null;
  return (
    <>
      <Button size="xs" variant={outcome === 'not-an-incident' ? 'default' : 'filled'} onClick={() => setAsking(true)}>
        {t(`settle.${outcome}`)}
      </Button>
      {asking && (
        <ReasonDialog
          title={t(`settle.${outcome}`)}
          text={t('settle.text')}
          action={t(`settle.${outcome}`)}
          busy={settle.isPending}
          error={settle.error}
          onConfirm={(reason) => settle.run({ params: { id: incident.id }, body: { outcome, reason } })}
          onCancel={() => setAsking(false)}
        />
      )}
    </>
  );
}
