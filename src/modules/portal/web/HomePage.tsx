import { Alert, Anchor, Button, Card, Stack, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { type ReadResult, useRead } from '../../../ui/api/reads.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { contract } from '../contract.ts';
import { Invoices } from './Invoices.tsx';
import { PacketParts } from './PacketParts.tsx';
import { askPath, notesPath, papersPath } from './paths.ts';
import classes from './portal.module.css';
import { SignedIn } from './PortalFrame.tsx';
import { Problem } from './Problem.tsx';
import { RequesterHome } from './requesters/RequesterHome.tsx';
import { SaveButton } from './SaveButton.tsx';
import { saveFile } from './save-file.ts';
import { dayIn } from '../../../ui/use-language.ts';

type Request = NonNullable<ReadResult<typeof contract.requests>['data']>['requests'][number];

/** What is under way, in plain words, and who acts next. */
export default function HomePage() {
  const t = useTexts('portal');
  const { patientId: record } = useParams({ strict: false });
  return (
    <SignedIn
      title={({ name }) => t('home.title', { name })}
      requester={(account) => <RequesterHome account={account} />}
      {...(record === undefined ? {} : { patientId: record })}
    >
      {(account, patientId) => <Requests patientId={patientId} language={account.language} />}
    </SignedIn>
  );
}

function Requests({ patientId, language }: { readonly patientId: string; readonly language: string }) {
  const t = useTexts('portal');
  const read = useRead(contract.requests, { params: { patientId } });
  const invoices = useRead(contract.invoices, { params: { patientId } });
  const requests = read.data?.requests ?? [];
  return (
    <Stack>
      <Button component={Link} to={askPath(patientId)} size="md" leftSection={<Icon name="plus" />}>
        {t('home.ask')}
      </Button>
      {read.error !== null && <Problem error={read.error} />}
      <h2>{t('home.requests')}</h2>
      {read.data !== undefined && requests.length === 0 && <Text>{t('home.none')}</Text>}
      <ul className={classes['list']}>
        {requests.map((request) => (
          <li key={request.id}>
            <OneRequest request={request} patientId={patientId} language={language} />
          </li>
        ))}
      </ul>
      {invoices.error !== null && <Problem error={invoices.error} />}
      <Invoices
        heading={2}
        invoices={invoices.data?.invoices ?? []}
        language={language}
        more={({ of, number, letterId }) => (
          <>
            <Text size="sm">{t(`invoices.of.${of}`)}</Text>
            {letterId !== null && (
              <SaveButton quiet onSave={() => saveFile(contract.letter, { patientId, letterId }, `${number}.pdf`)}>
                {t('invoices.save', { number })}
              </SaveButton>
            )}
          </>
        )}
      />
    </Stack>
  );
}

/** The day by which to answer says nothing any more where the answer is there or on its way. */
const ANSWERED_STEPS: readonly string[] = ['ready-here', 'on-the-way'];

function OneRequest({
  request,
  patientId,
  language,
}: {
  readonly request: Request;
  readonly patientId: string;
  readonly language: string;
}) {
  const t = useTexts('portal');
  const open = request.actsNext !== 'nobody';
  return (
    <Card withBorder padding="md" component="article" aria-label={request.number}>
      <Stack gap="xs">
        <Text className={classes['status'] ?? ''}>{t(`step.${request.step}`)}</Text>
        <Text>{t('home.next', { who: t(`actsNext.${request.actsNext}`) })}</Text>
        {request.step === 'need-from-you' &&
          [...new Set(request.waitsFor.map((who) => t(`waitsFor.${who}`)))].map((text) => (
            <Alert key={text} icon={<Icon name="clock" />}>
              {text}
            </Alert>
          ))}
        {request.packets.map((packet) => (
          <PacketParts
            key={packet.linkId}
            packet={packet}
            language={language}
            onSave={(volume, name) =>
              saveFile(contract.volume, { patientId, requestId: request.id, linkId: packet.linkId, volume }, name)
            }
          />
        ))}
        <Text size="sm" c="dimmed">
          {request.number} · {t('home.asked', { day: dayIn(language, request.receivedAt) })}
        </Text>
        {open && request.dueAt !== null && !ANSWERED_STEPS.includes(request.step) && (
          <Text size="sm">{t('home.due', { day: dayIn(language, request.dueAt) })}</Text>
        )}
        <details>
          <summary>{t('home.statement')}</summary>
          <pre className={classes['statement']}>{request.statement}</pre>
        </details>
        {open && (
          <>
            <Anchor component={Link} to={papersPath(patientId)} search={{ request: request.id } as never}>
              {t('home.sendFor')}
            </Anchor>
            <Anchor component={Link} to={notesPath(patientId)}>
              {t('home.write')}
            </Anchor>
          </>
        )}
      </Stack>
    </Card>
  );
}
