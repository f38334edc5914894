import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { useMay } from '../../../ui/session.ts';
import { contract as intake } from '../contract.ts';
import { laneContract as contract } from '../lane/contract.ts';

/** The lane of a document to be, and the way into the other one (Shift+S). */
export function LaneMark({ partId, lane }: { readonly partId: string; readonly lane: string }) {
  const t = useTexts('intake');
  const may = useMay();
  const [choosing, setChoosing] = useState(false);
  const to = lane === 'stat' ? 'routine' : 'stat';
  const choose = useAct(contract.choose, {
    changes: [intake.open, intake.openPart, intake.list],
    onDone: () => setChoosing(false),
  });
  const works = may('intake/index');
  useCommands([
    {
      ...{ id: 'part.lane', label: t(`lane.to.${to}`), keys: ['Shift+S'], reversal: 'reversible' as const },
      run: () => setChoosing(true),
      disabled: !works,
    },
  ]);
  return (
    <>
      {lane === 'stat' && (
        <Mark tone="danger" icon="clock">
          {t('lane.stat')}
        </Mark>
      )}
      {works && (
        <Button size="compact-xs" variant="subtle" onClick={() => setChoosing(true)}>
          {t(`lane.to.${to}`)}
        </Button>
      )}
      {choosing && (
        <ReasonDialog
          title={t(`lane.to.${to}`)}
          text={t(`lane.text.${to}`)}
          action={t(`lane.to.${to}`)}
          busy={choose.isPending}
          error={choose.error}
          onConfirm={(reason) => choose.run({ params: { id: partId }, body: { lane: to, reason } })}
          onCancel={() => setChoosing(false)}
        />
      )}
    </>
  );
}
