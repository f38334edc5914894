import { Button, Checkbox, Group, Progress, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useEffect, useState, type KeyboardEvent } from 'react';
import { call } from '../../../ui/api/call.ts';
import { ProblemError } from '../../../ui/api/problem-error.ts';
import { ErrorSummary } from '../../../ui/feedback/ErrorSummary.tsx';
import { Notice } from '../../../ui/feedback/Notice.tsx';
import { showWarning } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { DateField } from '../../../ui/fields/DateField.tsx';
import { subjectPicker, type Picked } from '../../../ui/fields/picker-slot.ts';
import { useTexts } from '../../../ui/i18n.ts';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { Shortcut } from '../../../ui/keys/Shortcut.tsx';
import { useCalendar, useMay } from '../../../ui/session.ts';
import { SlotPlace } from '../../../ui/slots.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract as patients } from '../../patients/contract.ts';
import { describeEvidence } from './describe-evidence.ts';
import { coversDay } from './encounters-on.ts';
import classes from './intake.module.css';
import { type Proposal } from './item.ts';
import { isObjectLabel } from './objects/object-words.ts';
import { NobodyFits } from './NobodyFits.tsx';
import { OutsideGroup } from './OutsideGroup.tsx';
import { type IndexField, type IndexFormState, VERSION_STATUSES } from './use-index-form.ts';

export interface IndexFormProps {
  readonly partId: string;
  readonly form: IndexFormState;
  readonly busy: boolean;
  readonly errors: readonly (Error | null)[];
  /** The image goes to where this field was read. */
  readonly onFocusField: (field: IndexField) => void;
  readonly onFile: () => void;
  readonly onCopy: (() => void) | undefined;
  readonly onAside: () => void;
  readonly onSeparate: () => void;
  readonly onPend: () => void;
  readonly onMisdirected: () => void;
  readonly onPutBack: () => void;
}

/** In the order in which a clerk reads a page; Enter goes from one to the next and at last to filing. */
const ORDER = [
  'index-patient',
  'index-encounter',
  'index-type',
  'index-date',
  'index-version',
  'index-outside-organisation',
  'index-outside-received',
  'index-outside-author',
  'index-pages',
  'index-file',
];

export function IndexForm(props: IndexFormProps) {
  const { form, busy } = props;
  const { words, change } = form;
  const t = useTexts('intake');
  const may = useMay();
  const dates = useDates();
  const { zone } = useCalendar();
  const [now] = useState(() => new Date());
  const [wanted, setWanted] = useState<{ readonly id: string }>();
  const focus = (id: string) => setWanted({ id });
  useEffect(() => {
    // After the render that shows or enables it.
    if (wanted === undefined) return;
    document.getElementById(wanted.id)?.focus();
    setWanted(undefined);
  }, [wanted]);
  const begin = words.picked === undefined ? 'index-patient' : 'index-type';
  useEffect(() => {
    focus(begin);
    // On arriving, and again for the next document of the same file.
  }, [form.open.length]);
  useEffect(() => {
    if (form.refusal !== undefined)
      focus(form.refusal.problem.at === 'encounterId' ? 'index-encounter' : 'index-reason');
  }, [form.refusal]);

  const pick = (picked: Picked | undefined) => {
    form.pick(picked);
    focus(picked === undefined ? 'index-patient' : 'index-encounter');
  };
  const scanned = async (code: string) => {
    const { patients: found } = await call(patients.search, { body: { mrn: code, limit: 2 } });
    const exact = found.filter(({ mrns }) => mrns.includes(code));
    const one = exact[0];
    if (exact.length !== 1 || one === undefined) return showWarning(t('form.scanUnknown'));
    pick({
      id: one.id,
      name: one.name,
      identifiers: [
        ...(one.birthDate === null ? [] : [dates.day(one.birthDate)]),
        ...one.mrns.map((mrn) => t('form.mrn', { mrn })),
      ],
    });
  };
  useCommands([], {
    onWand: (code) => {
      // The label of a thing opens the thing.
      if (isObjectLabel(code)) return false;
      scanned(code).catch(() => showWarning(t('form.scanUnknown')));
      return true;
    },
  });
  const goOn = (event: KeyboardEvent) => {
    const { target } = event;
    if (event.key !== 'Enter' || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (!(target instanceof HTMLInputElement) || target.type === 'checkbox') return;
    event.preventDefault();
    const present = ORDER.filter((id) => document.getElementById(id) !== null);
    const at = present.indexOf(target.id);
    // A field beside the usual way leads to its end.
    const after = at === -1 ? 'index-file' : present[at + 1];
    if (after !== undefined) focus(after);
  };
  const errorOf = (field: string) => form.errors.find((each) => each.field === field)?.text;
  const refused = form.refusal?.problem;
  const shown = props.errors.find(
    (error) => error !== null && !(error instanceof ProblemError && error.problem.code === refused?.code),
  );
  const field = (name: IndexField) => ({ onFocusCapture: () => props.onFocusField(name) });
  const elsewhere = form.goesElsewhere;
  return (
    <div className={classes['form']} role="form" aria-label={t('desk.title')} onKeyDown={goOn}>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      {shown !== undefined && shown !== null && <ProblemNotice error={shown} takeFocus />}
      {elsewhere === undefined && (
        <>
          <div {...field('patient')}>
            <SlotPlace
              slot={subjectPicker}
              may={may}
              props={{
                id: 'index-patient',
                label: t('form.patient'),
                picked: words.picked,
                onPick: pick,
                proposed: form.candidates.map((candidate) => {
                  const proposal = form.proposals.find(({ value }) => value === candidate.patientId);
                  return {
                    id: candidate.patientId,
                    name: candidate.name,
                    identifiers: [
                      ...(candidate.birthDate === null ? [] : [dates.day(candidate.birthDate)]),
                      ...(candidate.mrn === null ? [] : [t('form.mrn', { mrn: candidate.mrn })]),
                      ...(candidate.deceased ? [t('form.deceased')] : []),
                    ],
                    reason: proposal === undefined ? '' : describeEvidence(proposal, t),
                    confidence: proposal?.confidence ?? 0,
                  };
                }),
                error: errorOf('index-patient'),
              }}
            />
            {words.picked === undefined && !form.proposals.some(({ field }) => field === 'patient') && (
              <NobodyFits partId={props.partId} />
            )}
            <Checkbox
              mt={6}
              size="xs"
              label={t('form.keep')}
              checked={form.keepsPatient}
              onChange={(event) => form.setKeepsPatient(event.currentTarget.checked)}
            />
          </div>
          <div {...field('encounter')}>
            <ChoiceField
              id="index-encounter"
              label={t('form.encounter')}
              disabled={words.picked === undefined}
              description={
                words.picked === undefined
                  ? t('form.encounterFirst')
                  : form.encounters.length === 0
                    ? t('form.encounterNone')
                    : words.encounter === undefined && form.suggested !== undefined
                      ? t('form.encounterOnly')
                      : undefined
              }
              choices={[...form.encounters]
                .sort(
                  (a, b) =>
                    Number(coversDay(b, words.date, zone)) - Number(coversDay(a, words.date, zone)) ||
                    (b.startedAt ?? '').localeCompare(a.startedAt ?? ''),
                )
                .map((encounter) => ({
                  value: encounter.id,
                  label: [
                    encounter.startedAt === null ? t('form.noDay') : dates.dayOf(encounter.startedAt),
                    encounter.typeText ?? encounter.class,
                  ].join(' · '),
                  ...(coversDay(encounter, words.date, zone) ? { hint: t('form.encounterThatDay') } : {}),
                  aliases: encounter.visitNumber === null ? [] : [encounter.visitNumber],
                }))}
              value={form.encounterId}
              onChange={(encounter) => change({ encounter: encounter ?? null })}
            />
          </div>
        </>
      )}
      <div {...field('type')}>
        <ChoiceField
          id="index-type"
          label={t('form.type')}
          required
          choices={form.typeChoices}
          value={words.typeCode}
          onChange={(typeCode) => change({ typeCode })}
          error={errorOf('index-type')}
        />
        <Evidence proposal={form.evidenceOf('type')} />
      </div>
      {elsewhere === undefined && (
        <div {...field('date')}>
          <DateField
            id="index-date"
            label={t('form.date')}
            value={words.date}
            onChange={(date) => {
              form.setUnclearDate(false);
              change({ date });
            }}
            onInvalid={() => form.setUnclearDate(true)}
            error={errorOf('index-date')}
            now={now}
          />
          <Evidence proposal={form.evidenceOf('date')} />
        </div>
      )}
      {elsewhere === undefined && form.versions.length > 0 && (
        <ChoiceField
          id="index-version"
          label={t('form.versionOf')}
          description={t('form.versionHint')}
          choices={form.versions.map((each) => ({
            value: each.id,
            label: [
              each.title ?? each.typeName,
              ...(each.date === null ? [] : [dates.day(each.date)]),
              ...(each.versionStatus === 'preliminary' ? [t('form.statuses.preliminary')] : []),
              ...(each.unreadable === null ? [] : [t('form.versionUnreadable')]),
            ].join(' · '),
          }))}
          value={words.versionOf}
          onChange={(versionOf) => change({ versionOf })}
        />
      )}
      {elsewhere === undefined && form.type !== undefined && (
        <ChoiceField
          id="index-status"
          label={t('form.versionStatus')}
          {...(form.versions.length === 0 ? {} : { description: t('form.versionStatusHint') })}
          choices={VERSION_STATUSES.map((value) => ({ value, label: t(`form.statuses.${value}`) }))}
          value={words.versionStatus}
          onChange={(status) => change({ versionStatus: VERSION_STATUSES.find((each) => each === status) })}
        />
      )}
      {elsewhere === undefined && words.versionOf === undefined && <OutsideGroup form={form} />}
      {form.open.length > 1 && (
        <TextInput
          id="index-pages"
          label={t('form.pages')}
          description={t('form.pagesHint', { count: form.pages?.length ?? 0, of: form.open.length })}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          placeholder={t('form.pagesAll')}
          autoComplete="off"
          value={words.pagesText}
          error={errorOf('index-pages') ?? (form.pages === undefined ? t('form.pagesUnclear') : undefined)}
          onChange={(event) => change({ pagesText: event.currentTarget.value })}
        />
      )}
      {elsewhere !== undefined && (
        <Notice tone="attention" icon="alert" title={t('form.elsewhere')}>
          {t(`form.goesTo.${elsewhere}`)}
        </Notice>
      )}
      {refused !== undefined && elsewhere === undefined && (
        <Notice tone="danger" icon="alert" title={refused.title} alerts>
          {refused.detail}
          <Textarea
            id="index-reason"
            mt={6}
            label={t('form.reason')}
            required
            autosize
            minRows={2}
            maxLength={500}
            value={words.reason}
            error={errorOf('index-reason')}
            onChange={(event) => change({ reason: event.currentTarget.value })}
          />
        </Notice>
      )}
      <div className={classes['act']}>
        <Button
          id="index-file"
          fullWidth
          loading={busy}
          onClick={props.onFile}
          rightSection={<Shortcut keys="Mod+Enter" />}
        >
          {t(elsewhere === undefined ? 'form.file' : 'form.send')}
        </Button>
        <Group gap={6}>
          <Button
            size="compact-xs"
            variant="default"
            title={t('keys.copy')}
            disabled={props.onCopy === undefined}
            onClick={props.onCopy}
            rightSection={<Shortcut keys="F2" />}
          >
            {t('form.copy')}
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            title={t('keys.asideWhy')}
            onClick={props.onAside}
            rightSection={<Shortcut keys="F3" />}
          >
            {t('form.aside')}
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            title={t('keys.putBack')}
            onClick={props.onPutBack}
            rightSection={<Shortcut keys="F4" />}
          >
            {t('form.putBack')}
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            title={t('keys.separate')}
            onClick={props.onSeparate}
            rightSection={<Shortcut keys="F6" />}
          >
            {t('form.separate')}
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            title={t('keys.pend')}
            onClick={props.onPend}
            rightSection={<Shortcut keys="F7" />}
          >
            {t('form.pend')}
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            title={t('keys.misdirected')}
            onClick={props.onMisdirected}
            rightSection={<Shortcut keys="F8" />}
          >
            {t('form.misdirected')}
          </Button>
        </Group>
      </div>
    </div>
  );
}

/** Below half it is a guess; above nine tenths the reader is sure. The number is said, the bar only helps. */
function Evidence({ proposal }: { readonly proposal: Proposal | undefined }) {
  const t = useTexts('intake');
  if (proposal === undefined) return null;
  const percent = Math.round(proposal.confidence * 100);
  return (
    <Stack gap={2} mt={4}>
      <Progress value={percent} size={4} color={percent >= 80 ? 'green.8' : 'yellow.8'} aria-hidden />
      <Text size="xs" c="dimmed">
        {t('evidence.line', { how: describeEvidence(proposal, t), percent })}
      </Text>
    </Stack>
  );
}
