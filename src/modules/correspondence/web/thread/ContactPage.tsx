import { Anchor, Stack } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useRead } from '../../../../ui/api/reads.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useOpens } from '../../../../ui/module.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { threadContract } from '../../thread/contract.ts';
import { ContactEntry } from './Thread.tsx';

/** What an answer is waited for, with the way to its case: where the worklist leads. */
export default function ContactPage() {
  const t = useTexts('correspondence');
  const opens = useOpens();
  const { contactId = '' } = useParams({ strict: false });
  const read = useRead(threadContract.openContact, { params: { id: contactId } }, { live: ['correspondence.'] });
  const contact = read.data;
  const place = contact === undefined ? undefined : opens(contact.case.module, contact.case.id, contact.patientId);
  return (
    <Page title={t('thread.one')}>
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {contact !== undefined && (
        <Stack gap="md" maw="48rem">
          {place !== undefined && (
            <Anchor component={Link} to={place}>
              {t('thread.toCase')}
            </Anchor>
          )}
          <div>
            <ContactEntry contact={contact} people={{}} answers={undefined} />
          </div>
        </Stack>
      )}
    </Page>
  );
}
