import { Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { type OpenCasePapersProps } from '../../../intake/web/index.tsx';
import { contract } from '../../contract.ts';
import { papersContract } from '../../papers/contract.ts';

type Case = ResponseOf<typeof papersContract.openCases>['cases'][number];

const WHOLE_NUMBER = /^r-\d{4}-\d{4,}$/i;

/** Pages at the index desk that belong to an open case: one of the chosen patient, or the one whose number is typed. */
export function GiveToCaseDialog({ of, fileName, pages, patientId, onDone, onClose }: OpenCasePapersProps) {
  const t = useTexts('release');
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<string>();
  const number = typed.trim();
  const ofPatient = useRead(
    papersContract.openCases,
    { body: { patientId: patientId ?? '' } },
    { enabled: patientId !== undefined },
  );
  const byNumber = useRead(papersContract.openCases, { body: { number } }, { enabled: WHOLE_NUMBER.test(number) });
  const give = useAct(papersContract.givePapers, {
    changes: [contract.list],
    onDone: ({ number: given, openPages }) => {
      showDone(t('papers.done', { number: given }));
      onDone(openPages);
    },
  });
  const cases = [...(byNumber.data?.cases ?? []), ...(ofPatient.data?.cases ?? [])].filter(
    (each, at, all) => all.findIndex((other) => other.number === each.number) === at,
  );
  const picked = cases.find((each) => each.number === chosen) ?? (cases.length === 1 ? cases[0] : undefined);
  const unreadable = ofPatient.error ?? byNumber.error;
  return (
    <ReasonDialog
      title={t('papers.title')}
      text={t('papers.text')}
      identifiers={[
        { label: t('papers.file'), value: fileName },
        { label: t('papers.pages'), value: pages === undefined ? t('papers.allPages') : pages.join(', ') },
      ]}
      action={t('papers.action')}
      label={t('papers.reason')}
      busy={give.isPending}
      error={give.error}
      blocked={picked === undefined}
      onConfirm={(reason) =>
        picked !== undefined &&
        give.run({
          body: {
            ...{ of, number: picked.number, reason },
            ...(pages === undefined ? {} : { pages: [...pages] }),
            ...(patientId === undefined ? {} : { patientId }),
          },
        })
      }
      onCancel={onClose}
    >
      {unreadable !== null && <ProblemNotice error={unreadable} />}
      <TextInput
        label={t('papers.number')}
        placeholder="R-2026-000123"
        autoComplete="off"
        maxLength={40}
        data-autofocus
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {byNumber.data?.cases.length === 0 && <Text size="sm">{t('papers.noSuch')}</Text>}
      {ofPatient.data?.cases.length === 0 && number === '' && <Text size="sm">{t('papers.none')}</Text>}
      {cases.length > 0 && (
        <Radio.Group label={t('papers.cases')} required value={picked?.number ?? ''} onChange={setChosen}>
          <Stack gap={6} mt={4}>
            {cases.map((each) => (
              <CaseChoice key={each.number} of={each} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      <Text size="xs" c="dimmed">
        {t(patientId === undefined ? 'papers.byNumber' : 'papers.ofPatient')}
      </Text>
    </ReasonDialog>
  );
}

function CaseChoice({ of }: { readonly of: Case }) {
  const t = useTexts('release');
  const dates = useDates();
  const { number, requester, receivedAt, waits, patient } = of;
  const whose =
    patient === null
      ? t('papers.nobody')
      : [
          patient.name,
          patient.birthDate === null ? undefined : t('papers.born', { day: dates.day(patient.birthDate) }),
          patient.mrn,
        ]
          .filter(Boolean)
          .join(', ');
  return (
    <Radio
      value={number}
      label={`${number} · ${requester ?? t('papers.notDescribed')}${waits ? ` · ${t('papers.waits')}` : ''}`}
      description={`${whose} · ${t('papers.received', { at: dates.instant(receivedAt) })}`}
    />
  );
}
