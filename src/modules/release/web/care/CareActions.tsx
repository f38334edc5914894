import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { Shortcut } from '../../../../ui/keys/Shortcut.tsx';
import { type RecordPartProps } from '../../../patients/web/index.tsx';
import { CareDialog } from './CareDialog.tsx';
import { QuickDisclosureDialog } from './QuickDisclosureDialog.tsx';

/** In the banner: records for the next provider. */
export function SendForCare({ patientId }: RecordPartProps) {
  const t = useTexts('release');
  const [open, setOpen] = useState(false);
  useCommands([
    {
      ...{ id: 'release.send-for-care', label: t('care.send'), keys: ['c'], reversal: 'reading' as const },
      run: () => setOpen(true),
    },
  ]);
  return (
    <>
      <Button size="xs" variant="default" rightSection={<Shortcut keys="c" />} onClick={() => setOpen(true)}>
        {t('care.send')}
      </Button>
      {open && <CareDialog patientId={patientId} onClose={() => setOpen(false)} />}
    </>
  );
}

/** In the banner: what is told or handed over at the bedside, as it happens. */
export function QuickDisclosure({ patientId }: RecordPartProps) {
  const t = useTexts('release');
  const [open, setOpen] = useState(false);
  useCommands([
    {
      ...{ id: 'release.quick-disclosure', label: t('quick.title'), keys: ['q'], reversal: 'reading' as const },
      run: () => setOpen(true),
    },
  ]);
  return (
    <>
      <Button size="xs" variant="default" rightSection={<Shortcut keys="q" />} onClick={() => setOpen(true)}>
        {t('quick.title')}
      </Button>
      {open && <QuickDisclosureDialog patientId={patientId} onClose={() => setOpen(false)} />}
    </>
  );
}
