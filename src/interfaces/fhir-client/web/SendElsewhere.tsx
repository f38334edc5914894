import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type DocumentActionProps } from '../../../modules/documents/web/index.tsx';
import { contract } from '../contract.ts';

/** Beside a document, where there is a FHIR server that it could go to; whether this one may the server says. */
export function SendElsewhere({ documentId }: DocumentActionProps) {
  const t = useTexts('fhir-client');
  const [asking, setAsking] = useState(false);
  const [chosen, setChosen] = useState('');
  const { data } = useRead(contract.servers, {});
  const servers = data?.servers.filter(({ stopped }) => !stopped) ?? [];
  const [first] = servers;
  const send = useAct(contract.send, {
    changes: [contract.sendings],
    onDone: () => {
      setAsking(false);
      showDone(t('sent'));
    },
  });
  if (first === undefined) return null;
  const id = chosen === '' ? first.id : chosen;
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setAsking(true)}>
        {t('sendElsewhere')}
      </Button>
      {asking && (
        <ConfirmDialog
          opened
          title={t('sendElsewhere')}
          text={t('sendText')}
          action={t('send')}
          busy={send.isPending}
          onConfirm={() => send.run({ params: { id }, body: { documentId } })}
          onCancel={() => setAsking(false)}
        >
          {send.error !== null && <ProblemNotice error={send.error} takeFocus />}
          <NativeSelect
            label={t('sendTo')}
            data={servers.map((server) => ({ value: server.id, label: server.name }))}
            value={id}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
        </ConfirmDialog>
      )}
    </>
  );
}
