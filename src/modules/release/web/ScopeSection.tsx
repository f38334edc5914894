import { Button, Checkbox, Group, MultiSelect, SimpleGrid, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { Notice } from '../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { DateField } from '../../../ui/fields/DateField.tsx';
import { useTexts, type Texts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { RecordsTable, type Column } from '../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { documentPath, useDocumentTypes } from '../../documents/web/index.tsx';
import { contract } from '../contract.ts';
import { type Width, WidthFields } from './basis/WidthFields.tsx';
import { WidthNote } from './basis/WidthNote.tsx';
import { useCaseAct, type ReleaseCase, type ScopeDocument } from './case.ts';
import { Reasons } from './Reasons.tsx';
import { RedactionNote } from './redaction/RedactionNote.tsx';
import classes from './release.module.css';
import { SettleDialog } from './SettleDialog.tsx';
import { StructuredPart } from './StructuredPart.tsx';
import { DECISION_TONES } from './words.ts';

const keyOf = (document: ScopeDocument) => document.documentId;

/** The part of the record that is asked for; each document is decided, with the rule that decided it. */
export function ScopeSection({ open }: { readonly open: ReleaseCase }) {
  const t = useTexts('release');
  const may = useMay();
  const dates = useDates();
  const [settling, setSettling] = useState<ScopeDocument>();
  const [choosing, setChoosing] = useState(open.scope === null);
  const wasChoosing = useRef(choosing);
  useEffect(() => {
    // The form that had the focus is gone: on to the documents it brought.
    if (wasChoosing.current && !choosing && document.activeElement === document.body)
      document.querySelector<HTMLElement>('#stage-scope tr[tabindex="0"]')?.focus();
    wasChoosing.current = choosing;
  }, [choosing]);
  const changeable =
    may('release/work') &&
    open.authority !== null &&
    open.approval?.decision !== 'approved' &&
    open.closure === null &&
    open.cancellation === null;
  const { scope } = open;
  const columns: Column<ScopeDocument>[] = [
    {
      ...{ key: 'date', header: t('scope.date'), solid: true },
      cell: ({ date }) => (date === null ? t('scope.undated') : dates.day(date)),
      compare: (a, b) => (a.date ?? '').localeCompare(b.date ?? ''),
    },
    {
      ...{ key: 'name', header: t('scope.document'), names: true },
      cell: (document) => (
        <Link className={classes['link']} to={documentPath(document.patientId, document.documentId)} target="_blank">
          {document.typeName}
          {document.title !== null && ` · ${document.title}`}
          {document.madeBy !== null && <Text size="xs">{t('scope.madeBy', { organisation: document.madeBy })}</Text>}
        </Link>
      ),
      compare: (a, b) => a.typeName.localeCompare(b.typeName),
    },
    {
      ...{ key: 'pages', header: t('scope.pages'), align: 'end' as const, cell: ({ pages }) => pages },
      compare: (a, b) => a.pages - b.pages,
    },
    {
      ...{ key: 'decision', header: t('scope.decision') },
      cell: ({ decision, settlement, mark, versionStatus, late, unverified }) => (
        <Group gap={4}>
          {settlement === null ? (
            <Mark tone={DECISION_TONES[decision] ?? 'neutral'}>{t(`decisions.${decision}`)}</Mark>
          ) : (
            <Mark tone={DECISION_TONES[settlement.decision] ?? 'neutral'} icon="person">
              {t(`decisions.${settlement.decision}`)}
            </Mark>
          )}
          {versionStatus !== null && mark !== 'PRELIMINARY' && (
            <Mark tone={versionStatus === 'preliminary' ? 'attention' : 'neutral'}>
              {t(`scope.versions.${versionStatus}`)}
            </Mark>
          )}
          {unverified && <Mark tone="attention">{t('scope.unverified')}</Mark>}
          {late && <Mark icon="clock">{t('scope.late')}</Mark>}
          {mark !== null && <Mark tone="attention">{t(`scope.marks.${mark}`, { defaultValue: mark })}</Mark>}
        </Group>
      ),
      compare: (a, b) => a.decision.localeCompare(b.decision),
    },
    {
      ...{ key: 'why', header: t('scope.why') },
      cell: ({ reasons, settlement }) =>
        settlement === null ? (
          <Reasons reasons={reasons} />
        ) : (
          <Text size="sm">
            {settlement.reason}
            {settlement.ground !== null && ` · ${t(`settle.grounds.${settlement.ground}`)}`}
            {settlement.professional !== null && ` · ${settlement.professional}`}
          </Text>
        ),
    },
  ];
  const { typeOf } = useDocumentTypes();
  const typeName = (code: string) => typeOf(code)?.name ?? code;
  const included = scope?.documents.filter((each) => finalOf(each) === 'include') ?? [];
  const waiting = scope?.documents.filter((each) => finalOf(each) === 'open') ?? [];
  return (
    <Stack gap="md">
      {open.authority === null && <Text size="sm">{t('scope.authorityFirst')}</Text>}
      {changeable && choosing && (
        <ScopeForm
          open={open}
          onDone={() => setChoosing(false)}
          {...(scope === null ? {} : { onCancel: () => setChoosing(false) })}
        />
      )}
      {scope !== null && !choosing && (
        <Group gap="sm">
          <Text size="sm">
            {open.askedFor !== null && (
              <>
                {t('describe.askedFor')}: <strong>{open.askedFor}</strong> ·{' '}
              </>
            )}
            {t('scope.chosen')}: {chosenWords(scope, dates.day, typeName, t)}
          </Text>
          {changeable && (
            <Button size="compact-xs" variant="default" onClick={() => setChoosing(true)}>
              {t('scope.chooseAgain')}
            </Button>
          )}
        </Group>
      )}
      {scope !== null && (
        <>
          <Text size="sm" role="status">
            {t('scope.sum', {
              included: included.length,
              pages: included.reduce((sum, { pages }) => sum + pages, 0),
              waiting: waiting.length,
              withheld: scope.documents.length - included.length - waiting.length,
            })}
            {scope.hidden > 0 && ` ${t('scope.hidden', { count: scope.hidden })}`}
          </Text>
          <WidthNote requestId={open.id} />
          <RedactionNote requestId={open.id} />
          {waiting.length > 0 && (
            <Notice tone="attention" icon="alert" title={t('scope.waiting', { count: waiting.length })}>
              {t('scope.waitingText')}
            </Notice>
          )}
          <RecordsTable
            label={t('scope.list')}
            aside
            columns={columns}
            rows={scope.documents}
            rowKey={keyOf}
            tone={(each) => (finalOf(each) === 'open' ? 'attention' : undefined)}
            {...(changeable ? { onOpen: setSettling } : {})}
            maxHeight="60vh"
            empty={<Empty icon="document" title={t('scope.none')} text={t('scope.noneText')} />}
          />
          <StructuredPart open={open} />
        </>
      )}
      {settling !== undefined && (
        <SettleDialog open={open} document={settling} onClose={() => setSettling(undefined)} />
      )}
    </Stack>
  );
}

function finalOf({ decision, settlement }: ScopeDocument): 'include' | 'withhold' | 'open' {
  const said = settlement?.decision ?? decision;
  return said === 'include' || said === 'withhold' ? said : 'open';
}

/** The choice in one line: from when to when, which types, what else. */
function chosenWords(
  scope: NonNullable<ReleaseCase['scope']>,
  day: (day: string) => string,
  typeName: (code: string) => string,
  t: Texts,
): string {
  const { from, to, typeCodes, withUnsigned, encrypt } = scope;
  return [
    from === null && to === null ? t('scope.anyDate') : null,
    from === null ? null : t('scope.fromDay', { day: day(from) }),
    to === null ? null : t('scope.toDay', { day: day(to) }),
    typeCodes == null || typeCodes.length === 0 ? t('scope.allTypes') : typeCodes.map(typeName).join(', '),
    withUnsigned ? t('scope.withUnsigned') : null,
    encrypt ? t('scope.encrypt') : null,
  ]
    .filter((each) => each !== null)
    .join(' · ');
}

function ScopeForm(props: { readonly open: ReleaseCase; readonly onDone: () => void; readonly onCancel?: () => void }) {
  const { open } = props;
  const t = useTexts('release');
  const { choices } = useDocumentTypes();
  const [now] = useState(() => new Date());
  const [from, setFrom] = useState(open.scope?.from ?? '');
  const [to, setTo] = useState(open.scope?.to ?? '');
  const [typeCodes, setTypeCodes] = useState<string[]>(open.scope?.typeCodes ?? []);
  const [withUnsigned, setWithUnsigned] = useState(open.scope?.withUnsigned ?? false);
  const [encrypt, setEncrypt] = useState(open.scope?.encrypt ?? false);
  const [width, setWidth] = useState<Width>({});
  const choose = useCaseAct(contract.chooseScope, { onDone: props.onDone });
  const day = (text: string) => (text === '' ? null : text);
  return (
    <Stack gap="sm" maw={860}>
      {open.askedFor !== null && (
        <Text size="sm">
          {t('describe.askedFor')}: <strong>{open.askedFor}</strong>
        </Text>
      )}
      {choose.error !== null && <ProblemNotice error={choose.error} takeFocus />}
      <WidthFields
        open={open}
        value={width}
        onChange={setWidth}
        onDays={(first, last) => {
          setFrom(first);
          setTo(last);
        }}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <DateField id="scope-from" label={t('scope.from')} value={from} onChange={setFrom} now={now} />
        <DateField id="scope-to" label={t('scope.to')} value={to} onChange={setTo} now={now} />
      </SimpleGrid>
      <MultiSelect
        label={t('scope.types')}
        placeholder={typeCodes.length === 0 ? t('scope.allTypes') : ''}
        searchable
        clearable
        limit={50}
        value={typeCodes}
        onChange={setTypeCodes}
        data={choices.map(({ value, label }) => ({ value, label }))}
      />
      <Group gap="lg">
        <Checkbox
          label={t('scope.withUnsigned')}
          checked={withUnsigned}
          onChange={(event) => setWithUnsigned(event.currentTarget.checked)}
        />
        <Checkbox
          label={t('scope.encrypt')}
          checked={encrypt}
          onChange={(event) => setEncrypt(event.currentTarget.checked)}
        />
      </Group>
      <Group>
        <Button
          loading={choose.isPending}
          onClick={() =>
            choose.run({
              params: { id: open.id },
              body: {
                from: day(from),
                to: day(to),
                withUnsigned,
                encrypt,
                ...width,
                ...(typeCodes.length === 0 ? {} : { typeCodes }),
              },
            })
          }
        >
          {t(open.scope === null ? 'scope.choose' : 'scope.chooseThese')}
        </Button>
        {props.onCancel !== undefined && (
          <Button variant="default" onClick={props.onCancel}>
            {t('scope.keep')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
