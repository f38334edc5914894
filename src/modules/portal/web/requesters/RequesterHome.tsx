import { Alert, Button, Card, Stack, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type ReadResult, useRead } from '../../../../ui/api/reads.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { requesterContract as contract } from '../../requesters/contract.ts';
import { Invoices } from '../Invoices.tsx';
import { PacketParts } from '../PacketParts.tsx';
import { requesterAskPath } from '../paths.ts';
import classes from '../portal.module.css';
import { type Account } from '../PortalFrame.tsx';
import { Problem } from '../Problem.tsx';
import { SaveButton } from '../SaveButton.tsx';
import { saveFile } from '../save-file.ts';
import { dayIn } from '../../../../ui/use-language.ts';
import { SendForRequest } from './SendForRequest.tsx';

type Request = NonNullable<ReadResult<typeof contract.requests>['data']>['requests'][number];

/** What a firm, an insurer or another provider asked for here, in plain words, and who acts next. */
export function RequesterHome({ account }: { readonly account: Account }) {
  const t = useTexts('portal');
  const read = useRead(contract.requests, {});
  const requests = read.data?.requests ?? [];
  return (
    <Stack>
      <Text>
        {t('firm.asksFor', {
          name: [account.requester?.name, account.requester?.organisation].filter(Boolean).join(', '),
        })}
      </Text>
      <Button component={Link} to={requesterAskPath} size="md" leftSection={<Icon name="plus" />}>
        {t('home.ask')}
      </Button>
      {read.error !== null && <Problem error={read.error} />}
      <h2>{t('home.requests')}</h2>
      {read.data !== undefined && requests.length === 0 && <Text>{t('home.none')}</Text>}
      <ul className={classes['list']}>
        {requests.map((request) => (
          <li key={request.id}>
            <OneRequest request={request} language={account.language} />
          </li>
        ))}
      </ul>
    </Stack>
  );
}

function OneRequest({ request, language }: { readonly request: Request; readonly language: string }) {
  const t = useTexts('portal');
  const [passcode, setPasscode] = useState('');
  const open = request.actsNext !== 'nobody';
  return (
    <Card withBorder padding="md" component="article" aria-label={request.number}>
      <Stack gap="xs">
        <Text className={classes['status'] ?? ''}>{t(`firm.step.${request.step}`)}</Text>
        <Text>{t('home.next', { who: t(`actsNext.${request.actsNext}`) })}</Text>
        {request.step === 'need-from-you' &&
          [...new Set(request.waitsFor.map((who) => t(`firm.waitsFor.${who}`)))].map((text) => (
            <Alert key={text} icon={<Icon name="clock" />}>
              {text}
            </Alert>
          ))}
        <Text fw={600} className={classes['words'] ?? ''}>
          {request.patientAsWritten}
        </Text>
        <Text size="sm" c="dimmed">
          {[
            request.number,
            ...(request.reference === null ? [] : [t('firm.yourNumber', { number: request.reference })]),
            t('home.asked', { day: dayIn(language, request.receivedAt) }),
            t(`firm.ground.${request.ground}`),
          ].join(' · ')}
        </Text>
        {request.packets.length > 0 && (
          <TextInput
            label={t('firm.passcode')}
            description={t('firm.passcodeHint')}
            autoComplete="off"
            maxLength={100}
            value={passcode}
            onChange={(event) => setPasscode(event.currentTarget.value)}
          />
        )}
        {request.packets.map((packet) => (
          <PacketParts
            key={packet.linkId}
            packet={packet}
            language={language}
            onSave={(volume, name) =>
              saveFile(contract.volume, { requestId: request.id, linkId: packet.linkId, volume }, name, {
                passcode: passcode.trim() === '' ? ' ' : passcode.trim(),
              })
            }
          />
        ))}
        <Invoices heading={3} invoices={request.invoices} language={language} />
        {request.letters.length > 0 && (
          <section aria-label={t('firm.letters')}>
            <h3>{t('firm.letters')}</h3>
            <ul className={classes['list']}>
              {request.letters.map((letter) => (
                <li key={letter.id}>
                  <Text size="sm">
                    {t('history.letter', { number: letter.number, day: dayIn(language, letter.datedOn) })}
                  </Text>
                  <SaveButton
                    quiet
                    onSave={() =>
                      saveFile(contract.letter, { requestId: request.id, letterId: letter.id }, `${letter.number}.pdf`)
                    }
                  >
                    {t('history.saveLetter', { number: letter.number })}
                  </SaveButton>
                </li>
              ))}
            </ul>
          </section>
        )}
        {request.papers.length > 0 && (
          <details>
            <summary>{t('papers.before')}</summary>
            <ul className={classes['list']}>
              {request.papers.map((paper) => (
                <li key={paper.id}>
                  <Text size="sm" fw={600} className={classes['words'] ?? ''}>
                    {paper.fileName}
                  </Text>
                  <Text size="sm">{t(`papers.state.${paper.state}`)}</Text>
                </li>
              ))}
            </ul>
          </details>
        )}
        {open && <SendForRequest requestId={request.id} number={request.number} />}
      </Stack>
    </Card>
  );
}
