import { Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '../../../../ui/i18n.ts';
import { type ReleaseCase } from '../case.ts';
import { printRunPath } from '../paths.ts';
import { DispatchDialog } from './DispatchDialog.tsx';
import { PickUpDialog } from './PickUpDialog.tsx';

type Doing = 'paper' | 'medium' | 'pick-up';

/** The ways by which a packet leaves in the hand; each has its own steps and its own proof. */
export function DispatchActs({ open }: { readonly open: ReleaseCase }) {
  const t = useTexts('release');
  const [doing, setDoing] = useState<Doing>();
  const close = () => setDoing(undefined);
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600}>
        {t('dispatch.inHand')}
      </Text>
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={() => setDoing('paper')}>
          {t('dispatch.paper')}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={open.packet?.encrypted !== true}
          onClick={() => setDoing('medium')}
        >
          {t('dispatch.medium')}
        </Button>
        <Button size="xs" variant="default" onClick={() => setDoing('pick-up')}>
          {t('dispatch.pickUp')}
        </Button>
        <Button size="xs" variant="subtle" component={Link} to={printRunPath}>
          {t('dispatch.toPrintRun')}
        </Button>
      </Group>
      {open.packet?.encrypted !== true && (
        <Text size="xs" c="dimmed">
          {t('dispatch.mediumNeedsPasscode')}
        </Text>
      )}
      {(doing === 'paper' || doing === 'medium') && <DispatchDialog open={open} way={doing} onClose={close} />}
      {doing === 'pick-up' && <PickUpDialog open={open} onClose={close} />}
    </Stack>
  );
}
