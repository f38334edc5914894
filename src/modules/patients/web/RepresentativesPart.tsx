import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { SlotPlace } from '../../../ui/slots.ts';
import { useMay } from '../../../ui/session.ts';
import { RecordsTable, type Column } from '../../../ui/table/RecordsTable.tsx';
import { type Tone } from '../../../ui/theme.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { EndRepresentativeDialog, JudgeRepresentativeDialog } from './EndRepresentativeDialog.tsx';
import { recordPath } from './paths.ts';
import { RepresentativeDialog } from './RepresentativeDialog.tsx';
import { typeNames } from './slots.ts';

export type Representative = ResponseOf<typeof contract.listRepresentatives>['representatives'][number];

const keyOf = (each: Representative) => each.id;
const POWER_TONES: Readonly<Record<Representative['power']['result'], Tone>> = {
  allowed: 'good',
  not: 'danger',
  'person-decides': 'attention',
};

/** Who acts for the patient: what each may do today and why, ended ones with the reason. */
export function RepresentativesPart({ patientId }: { readonly patientId: string }) {
  const t = useTexts('patients');
  const may = useMay();
  const dates = useDates();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Representative>();
  const [judging, setJudging] = useState<Representative>();
  const read = useRead(contract.listRepresentatives, { params: { id: patientId } }, { live: ['patients.'] });
  const mayRecord = may('patients/represent');
  const columns: Column<Representative>[] = [
    {
      ...{ key: 'name', header: t('representatives.name'), names: true },
      cell: ({ name, standing, kind, phone }) => (
        <Stack gap={0}>
          <Text size="sm" fw={600}>
            {name}
          </Text>
          <Text size="xs" c="dimmed">
            {t(`representatives.standings.${standing}`)} · {t(`representatives.kinds.${kind}`)}
          </Text>
          {phone !== undefined && <Text size="xs">{phone}</Text>}
        </Stack>
      ),
    },
    { key: 'power', header: t('representatives.power'), cell: (row) => <Power row={row} /> },
    {
      ...{ key: 'scope', header: t('representatives.scope') },
      cell: ({ scope, proof, proofDocumentId, verifiedAt, serviceFrom, serviceTo, typeCodes }) => (
        <Stack gap={2}>
          <Text size="sm">{scope}</Text>
          {(serviceFrom !== undefined || serviceTo !== undefined) && (
            <Text size="xs">
              {t('representatives.careOf', {
                from: serviceFrom === undefined ? '…' : dates.day(serviceFrom),
                to: serviceTo === undefined ? '…' : dates.day(serviceTo),
              })}
            </Text>
          )}
          {typeCodes !== undefined && (
            <Text size="xs" component="div">
              {t('representatives.only')} <SlotPlace slot={typeNames} may={may} props={{ typeCodes }} />
            </Text>
          )}
          <Text size="xs" c="dimmed">
            {t('representatives.proof')}: {proof}
          </Text>
          <Group gap="xs">
            {verifiedAt === null ? (
              <Mark tone="attention">{t('representatives.notVerified')}</Mark>
            ) : (
              <Text size="xs">{t('representatives.verifiedOn', { at: dates.instant(verifiedAt) })}</Text>
            )}
            {proofDocumentId !== undefined && may('documents/read') && (
              <Anchor size="xs" component={Link} to={`${recordPath(patientId)}/documents/${proofDocumentId}`}>
                {t('representatives.openProof')}
              </Anchor>
            )}
          </Group>
        </Stack>
      ),
    },
    {
      ...{ key: 'dates', header: t('representatives.dates') },
      cell: ({ from, to }) =>
        to === undefined
          ? t('representatives.day', { from: dates.day(from) })
          : t('representatives.span', { from: dates.day(from), to: dates.day(to) }),
    },
    ...(mayRecord
      ? [
          {
            ...{ key: 'actions', header: t('representatives.actions') },
            cell: (row: Representative) => (
              <Group gap={4}>
                {row.power.result !== 'not' && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={t('representatives.judgeOf', { name: row.name })}
                    onClick={() => setJudging(row)}
                  >
                    {t('representatives.judge')}
                  </Button>
                )}
                {row.ended === null && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={t('representatives.endOf', { name: row.name })}
                    onClick={() => setEnding(row)}
                  >
                    {t('representatives.end')}
                  </Button>
                )}
              </Group>
            ),
          },
        ]
      : []),
  ];
  return (
    <Stack gap="md">
      {mayRecord && (
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setAdding(true)}>
            {t('representatives.add')}
          </Button>
        </Group>
      )}
      <RecordsTable
        label={t('representatives.list')}
        columns={columns}
        rows={read.data?.representatives}
        rowKey={keyOf}
        error={read.error ?? undefined}
        onRetry={() => void read.refetch()}
        empty={<Empty icon="people" title={t('representatives.empty')} text={t('representatives.emptyText')} />}
      />
      {adding && <RepresentativeDialog patientId={patientId} onClose={() => setAdding(false)} />}
      {ending !== undefined && (
        <EndRepresentativeDialog patientId={patientId} row={ending} onClose={() => setEnding(undefined)} />
      )}
      {judging !== undefined && (
        <JudgeRepresentativeDialog patientId={patientId} row={judging} onClose={() => setJudging(undefined)} />
      )}
    </Stack>
  );
}

function Power({ row: { power, ended, judgement } }: { readonly row: Representative }) {
  const t = useTexts('patients');
  const dates = useDates();
  return (
    <Stack gap={2}>
      <Group gap="xs">
        <Mark tone={POWER_TONES[power.result]}>
          {t(`representatives.powers.${power.over ? 'over' : power.result}`)}
        </Mark>
      </Group>
      {power.reasons.map(({ ruleId, text, cite }) => (
        <Text key={ruleId} size="xs">
          {text}
          {cite !== undefined && ` (${cite})`}
        </Text>
      ))}
      {ended !== null && (
        <Text size="xs" c="dimmed">
          {dates.day(ended.on)}: {ended.reason}
        </Text>
      )}
      {judgement !== null && (
        <Text size="xs" c="dimmed">
          {t(`representatives.decided.${judgement.decision}`)}, {dates.instant(judgement.at)}: {judgement.reason}
          {judgement.professional !== null && ` · ${judgement.professional}`}
        </Text>
      )}
      {power.warnings.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('representatives.warning')}
        </Text>
      )}
    </Stack>
  );
}
