import { Button, Code, DataList, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { addressOf } from '../../../ui/api/call.ts';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { Notice } from '../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useMay } from '../../../ui/session.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { useCaseAct, type ReleaseCase } from './case.ts';
import { Fact } from './Fact.tsx';
import { PacketFailure } from './PacketFailure.tsx';
import classes from './release.module.css';

const STATE_TONES = { assembling: 'info', ready: 'good', failed: 'danger' } as const;

/** The packet as it was made: number, pages, the digest of each volume; what could not be put in. */
export function PacketSection({ open }: { readonly open: ReleaseCase }) {
  const t = useTexts('release');
  const may = useMay();
  const dates = useDates();
  const [passcode, setPasscode] = useState<string>();
  const again = useCaseAct(contract.assembleAgain);
  const reveal = useCaseAct(contract.passcode, { onDone: (answer) => setPasscode(answer.passcode) });
  const { packet } = open;
  if (packet === null) return <Text size="sm">{t('packet.notYet')}</Text>;
  const isLogged = open.disclosures.length > 0;
  return (
    <Stack gap="sm">
      {again.error !== null && <ProblemNotice error={again.error} takeFocus />}
      {reveal.error !== null && <ProblemNotice error={reveal.error} takeFocus />}
      <Group gap="xs">
        <Mark tone={STATE_TONES[packet.state]}>{t(`packet.states.${packet.state}`)}</Mark>
        <Text size="sm" fw={600}>
          {packet.number}
        </Text>
        {packet.encrypted && (
          <Mark tone="info" icon="lock">
            {t('packet.encrypted')}
          </Mark>
        )}
      </Group>
      {packet.state === 'assembling' && <Waiting rows={2} what={t('packet.assembling')} />}
      {packet.state === 'failed' && (
        <Notice tone="danger" icon="alert" title={t('packet.failed')}>
          <PacketFailure open={open} packet={packet} />
          {may('release/work') && (
            <Button
              mt="xs"
              size="xs"
              variant="default"
              loading={again.isPending}
              onClick={() => again.run({ params: { id: open.id } })}
            >
              {t('packet.again')}
            </Button>
          )}
        </Notice>
      )}
      {packet.fromImages.length > 0 && (
        <Notice tone="attention" title={t('packet.fromImages', { count: packet.fromImages.length })}>
          {t('packet.fromImagesText')}
        </Notice>
      )}
      {packet.pages !== null && (
        <DataList>
          <Fact label={t('packet.pages')}>{packet.pages}</Fact>
          {packet.assembledAt !== null && <Fact label={t('packet.at')}>{dates.instant(packet.assembledAt)}</Fact>}
        </DataList>
      )}
      {packet.volumes.length > 0 && (
        <ul className={classes['volumes']}>
          {packet.volumes.map(({ volume, sha256, firstPage, lastPage, bytes }) => (
            <li key={volume}>
              <Text size="sm" fw={600}>
                {t('packet.volume', { volume, firstPage, lastPage, kilobytes: Math.ceil(bytes / 1024) })}
              </Text>
              <Text size="xs" c="dimmed">
                SHA-256 <Code className={classes['digest'] ?? ''}>{sha256}</Code>
              </Text>
              {may('release/deliver') && isLogged && (
                <Button
                  component="a"
                  href={addressOf(contract.volume, { id: open.id, volume })}
                  size="compact-xs"
                  variant="default"
                  leftSection={<Icon name="download" size={14} />}
                >
                  {t('packet.download')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {packet.state === 'ready' && !isLogged && (
        <Text size="sm" c="dimmed">
          {t('packet.logFirst')}
        </Text>
      )}
      {packet.encrypted && packet.state === 'ready' && may('release/deliver') && (
        <Group gap="xs">
          {passcode === undefined ? (
            <Button
              size="xs"
              variant="default"
              loading={reveal.isPending}
              onClick={() => reveal.run({ params: { id: open.id } })}
            >
              {t('packet.showPasscode')}
            </Button>
          ) : (
            <Text size="sm">
              {t('packet.passcode')} <Code>{passcode}</Code>
            </Text>
          )}
        </Group>
      )}
    </Stack>
  );
}
