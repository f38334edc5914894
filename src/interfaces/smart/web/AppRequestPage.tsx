import { Button, Group, List, Stack, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { type Picked, subjectPicker } from '../../../ui/fields/picker-slot.ts';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay, useSession } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { SlotPlace } from '../../../ui/slots.ts';
import { contract } from '../contract.ts';
import { describeScope } from './describe-scope.ts';

/** Where an app sent a person: what it asks, in plain words, and the answer. */
export default function AppRequestPage() {
  const t = useTexts('smart');
  const { uid = '' } = useParams({ strict: false });
  const read = useRead(contract.appRequest, { params: { uid } });
  if (read.data === undefined)
    return (
      <Page title={t('request.title')}>
        {read.error === null ? <Waiting /> : <ProblemNotice error={read.error} takeFocus />}
      </Page>
    );
  return (
    <Page title={t('request.heading', { app: read.data.app })}>
      <Answer uid={uid} request={read.data} />
    </Page>
  );
}

function Answer({ uid, request }: { uid: string; request: ResponseOf<typeof contract.appRequest> }) {
  const t = useTexts('smart');
  const may = useMay();
  const { person } = useSession();
  const [picked, setPicked] = useState<Picked>();
  const [answered, setAnswered] = useState(false);
  const goBack = ({ continueAt }: { continueAt: string }) => {
    setAnswered(true);
    window.location.assign(continueAt);
  };
  const allow = useAct(contract.allowApp, { onDone: goBack });
  const refuse = useAct(contract.refuseApp, { onDone: goBack });
  const error = allow.error ?? refuse.error;
  const params = { uid };
  const lacksPatient = request.needsPatient && picked === undefined;
  if (answered) return <Text role="status">{t('request.goingBack')}</Text>;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        allow.run({ params, body: picked === undefined ? {} : { patientId: picked.id } });
      }}
    >
      <Stack gap="md" maw={640}>
        {error !== null && <ProblemNotice error={error} takeFocus />}
        <Text>{t('request.who', { name: person.name, host: request.goesTo })}</Text>
        <div>
          <Text fw={600} id="asks">
            {t('request.asks')}
          </Text>
          <List aria-labelledby="asks" spacing={4} mt="xs">
            {request.scopes.map((scope) => (
              <List.Item key={scope}>{describeScope(scope, t)}</List.Item>
            ))}
          </List>
        </div>
        {request.needsPatient && (
          <SlotPlace
            slot={subjectPicker}
            may={may}
            props={{ id: 'app-patient', label: t('request.patient'), picked, onPick: setPicked }}
          />
        )}
        <Text size="sm" c="dimmed">
          {t('request.never')}
        </Text>
        <Group>
          <Button type="submit" loading={allow.isPending} disabled={lacksPatient || refuse.isPending}>
            {t('request.allow')}
          </Button>
          <Button
            variant="default"
            loading={refuse.isPending}
            disabled={allow.isPending}
            onClick={() => refuse.run({ params })}
          >
            {t('request.refuse')}
          </Button>
          {lacksPatient && <Text size="sm">{t('request.choose')}</Text>}
        </Group>
      </Stack>
    </form>
  );
}
