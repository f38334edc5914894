import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { makingContract } from '../../making/contract.ts';
import { type ReleaseCase } from '../case.ts';
import { OptionsDialog } from './OptionsDialog.tsx';
import { useOptionWords } from './option-words.ts';

/** How the packet is made beyond its documents: one line of marks, what speaks against it, and the way to change it. */
export function PacketOptions({ open }: { readonly open: ReleaseCase }) {
  const t = useTexts('release');
  const may = useMay();
  const words = useOptionWords();
  const [choosing, setChoosing] = useState(false);
  const read = useRead(makingContract.showOption, { params: { id: open.id } }, { live: ['release.'] });
  const shown = read.data;
  if (shown === undefined) return null;
  const mayChoose = shown.mayChoose && may('release/work');
  const marks = words(shown);
  const { wished, chosen } = shown;
  const lacks =
    wished !== null &&
    ((wished.certified && chosen?.certified !== true) ||
      (wished.batesPrefix !== null && chosen?.batesPrefix !== wished.batesPrefix));
  return (
    <Stack gap="xs" my="sm">
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {t('making.title')}
        </Text>
        {marks.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('making.usual')}
          </Text>
        ) : (
          marks.map((mark) => (
            <Mark key={mark} tone="info">
              {mark}
            </Mark>
          ))
        )}
        {mayChoose && (
          <Button size="compact-xs" variant="default" onClick={() => setChoosing(true)}>
            {t('making.change')}
          </Button>
        )}
      </Group>
      {shown.chosen !== null && (
        <Text size="sm" c="dimmed">
          {t('making.because', { reason: shown.chosen.reason })}
        </Text>
      )}
      {lacks && (
        <Notice tone="attention" icon="alert" title={t('making.wished')}>
          {shown.wished?.certified === true && <div>{t('making.wishedCertified')}</div>}
          {shown.wished?.batesPrefix != null && (
            <div>{t('making.wishedNumbers', { prefix: shown.wished.batesPrefix })}</div>
          )}
        </Notice>
      )}
      {shown.tooLarge.length > 0 && (
        <Notice tone="attention" icon="alert" title={t('making.tooLarge', { count: shown.tooLarge.length })}>
          {shown.tooLarge.map(({ documentId, name, bytes }) => (
            <div key={documentId}>{t('making.large', { name, megabytes: Math.ceil(bytes / 1_000_000) })}</div>
          ))}
          {t('making.tooLargeText')}
        </Notice>
      )}
      {shown.made?.seal != null && (
        <Text size="xs" c="dimmed">
          {t('making.sealedBy', { subject: shown.made.seal.subject, fingerprint: shown.made.seal.fingerprint })}
        </Text>
      )}
      {choosing && <OptionsDialog requestId={open.id} shown={shown} onClose={() => setChoosing(false)} />}
    </Stack>
  );
}
