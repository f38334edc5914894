import { Paper } from '@mantine/core';
import { useTexts } from '../../../ui/i18n.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { PatientForm } from './PatientForm.tsx';

export default function RegisterPage() {
  const t = useTexts('patients');
  return (
    <Page title={t('form.registerTitle')}>
      <Paper p="lg" radius="md" maw={760}>
        <PatientForm />
      </Paper>
    </Page>
  );
}
