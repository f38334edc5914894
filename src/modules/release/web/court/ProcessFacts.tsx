import { DataList, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTexts } from '../../../../ui/i18n.ts';
import { useActorWord } from '../../../../ui/use-actor-word.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { useDocumentTypes } from '../../../documents/web/index.tsx';
import { rulePath } from '../../../regulations/web/index.tsx';
import { type ReleaseCase } from '../case.ts';
import { DaysOff } from '../DaysOff.tsx';
import { Fact } from '../Fact.tsx';
import { printMoney } from '../fees/money.ts';
import { type Court, isOrder, type Process } from './court.ts';

export interface ProcessFactsProps {
  readonly process: Process;
  readonly court: Court;
  readonly open: ReleaseCase;
}

/** What was served, as it was recorded last. */
export function ProcessFacts({ process, court, open }: ProcessFactsProps) {
  const t = useTexts('release');
  const dates = useDates();
  const wordOf = useActorWord();
  const { stateClock, objectBy, due } = court;
  const day = (value: string | null) => (value === null ? t('court.notSaid') : dates.day(value));
  return (
    <DataList>
      <Fact label={t('court.caption')}>{[process.caption, process.caseNumber].filter(Boolean).join(' · ')}</Fact>
      <Fact label={t('court.court')}>
        {process.court}
        {process.courtSystem !== null && ` · ${t(`court.systems.${process.courtSystem}`)}`}
      </Fact>
      <Fact label={t('court.issuerName')}>
        {process.issuer.name} · {t(`court.issuers.${process.issuer.class}`)}
      </Fact>
      <Fact label={t('court.served')}>
        {dates.day(process.servedOn)} · {t(`court.services.${process.servedHow}`)}
      </Fact>
      <Fact label={t('court.returnOn')}>
        {[day(process.returnOn), process.returnPlace].filter(Boolean).join(' · ')} ·{' '}
        {t(`court.wanted.${process.appearance ? 'appearance' : 'records'}`)}
      </Fact>
      <Fact label={t('court.stateClock')}>
        {stateClock === null ? (
          t(court.hadStateClock ? 'court.stateClockMet' : 'court.noStateClock')
        ) : (
          <>
            {stateClock.title}: {dates.day(stateClock.dueOn)}{' '}
            <Link to={rulePath(stateClock.ruleId)}>{stateClock.cite}</Link>
            {!stateClock.acts && ` · ${t('clock.warnsOnly')}`} <DaysOff days={stateClock.daysOff} />
          </>
        )}
      </Fact>
      {objectBy !== null && (
        <Fact label={t('court.objectBy')}>
          {t(objectBy.passed ? 'court.objectByPassed' : `court.objectBefore.${objectBy.from}`, {
            day: dates.day(objectBy.before),
          })}{' '}
          <Link to={rulePath(objectBy.ruleId)}>{objectBy.cite}</Link>
        </Fact>
      )}
      {due !== null && due.daysOff.length > 0 && (
        <Fact label={t('court.notCounted')}>
          <DaysOff days={due.daysOff} />
        </Fact>
      )}
      {!isOrder(process.kind) && (
        <Fact label={t('court.assuranceFact')}>
          {t(`court.assurances.${process.assurance}`)}
          {process.assuranceProof !== null && ` · ${process.assuranceProof}`}
          {process.objectionUntil !== null && ` · ${t('court.objectLine', { day: dates.day(process.objectionUntil) })}`}
        </Fact>
      )}
      <Fact label={t('court.order')}>
        <Limits process={process} open={open} />
      </Fact>
      {process.feeCents !== null && <Fact label={t('court.fee')}>{printMoney(process.feeCents)}</Fact>}
      {(process.certifiedCopy || process.batesPrefix !== null) && (
        <Fact label={t('court.copies')}>
          {[
            process.certifiedCopy ? t('court.certified') : null,
            process.batesPrefix === null ? null : t('court.batesLine', { prefix: process.batesPrefix }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Fact>
      )}
      <Fact label={t('court.recordedBy')}>
        {dates.instant(process.at)}, {wordOf(process.by, court.people[process.by])}
        {court.earlierRows.length > 0 && ` · ${t('court.corrections', { count: court.earlierRows.length })}`}
      </Fact>
    </DataList>
  );
}

function Limits({ process: { order }, open }: { readonly process: Process; readonly open: ReleaseCase }) {
  const t = useTexts('release');
  const dates = useDates();
  const { typeOf } = useDocumentTypes();
  const named = (order.documentIds ?? []).map((id) => {
    const known = open.scope?.documents.find(({ documentId }) => documentId === id);
    return known === undefined ? undefined : (known.title ?? known.typeName);
  });
  const unseen = named.filter((each) => each === undefined).length;
  const lines = [
    order.words,
    order.from === null && order.to === null
      ? null
      : t('court.orderDays', {
          from: order.from === null ? '…' : dates.day(order.from),
          to: order.to === null ? '…' : dates.day(order.to),
        }),
    order.typeCodes === null ? null : order.typeCodes.map((code) => typeOf(code)?.name ?? code).join(', '),
    named.length === 0
      ? null
      : [...named.filter(Boolean), ...(unseen === 0 ? [] : [t('court.namedDocuments', { count: unseen })])].join(', '),
  ].filter((line) => line !== null);
  if (lines.length === 0) return t('court.orderOpen');
  return lines.map((line) => (
    <Text key={line} size="sm">
      {line}
    </Text>
  ));
}
