import { Button, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { instantOf } from '../../../ui/dates.ts';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { DateField } from '../../../ui/fields/DateField.tsx';
import { type Picked, subjectPicker } from '../../../ui/fields/picker-slot.ts';
import { useTexts } from '../../../ui/i18n.ts';
import { useCalendar, useMay } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { SlotPlace } from '../../../ui/slots.ts';
import { contract } from '../contract.ts';
import { incidentPath } from './paths.ts';

const CAUSES = ['wrong-recipient', 'lost', 'stolen', 'unauthorized-access', 'disposal', 'other'] as const;

/** What happened, in the words of who saw it; whether it was a breach is asked later, of somebody else. */
export default function ReportPage() {
  const t = useTexts('privacy');
  const may = useMay();
  const navigate = useNavigate();
  const { zone } = useCalendar();
  const [now] = useState(() => new Date());
  const [cause, setCause] = useState<string | null>(null);
  const [what, setWhat] = useState('');
  const [day, setDay] = useState('');
  const [recipient, setRecipient] = useState('');
  const [picked, setPicked] = useState<Picked>();
  const chosen = CAUSES.find((each) => each === cause);
  const report = useAct(contract.report, {
    changes: [contract.list],
    onDone: ({ id, number }) => {
      showDone(t('report.done', { number }));
      void navigate({ to: may('privacy/read') ? incidentPath(id) : '/' });
    },
  });
  return (
    <Page title={t('report.title')}>
      <Stack gap="sm" maw={640}>
        {report.error !== null && <ProblemNotice error={report.error} takeFocus />}
        <Select
          label={t('report.cause')}
          required
          data-autofocus
          value={cause}
          onChange={setCause}
          data={CAUSES.map((value) => ({ value, label: t(`causes.${value}`) }))}
        />
        <Textarea
          label={t('report.what')}
          required
          autosize
          minRows={3}
          maxLength={4000}
          value={what}
          onChange={(event) => setWhat(event.currentTarget.value)}
        />
        <DateField
          id="discovered"
          label={t('report.discovered')}
          required
          lies="past"
          value={day}
          onChange={setDay}
          now={now}
        />
        <TextInput
          label={t('report.recipient')}
          maxLength={300}
          value={recipient}
          onChange={(event) => setRecipient(event.currentTarget.value)}
        />
        <SlotPlace
          slot={subjectPicker}
          may={may}
          props={{ id: 'whose', label: t('report.patient'), picked, onPick: setPicked }}
        />
        <Group>
          <Button
            loading={report.isPending}
            disabled={chosen === undefined || what.trim().length < 3 || day === ''}
            onClick={() =>
              chosen !== undefined &&
              report.run({
                body: {
                  cause: chosen,
                  what: what.trim(),
                  discoveredAt: instantOf(day, zone),
                  ...(recipient.trim() === '' ? {} : { recipients: [recipient.trim()] }),
                  ...(picked === undefined ? {} : { patientIds: [picked.id] }),
                },
              })
            }
          >
            {t('report.save')}
          </Button>
        </Group>
      </Stack>
    </Page>
  );
}
