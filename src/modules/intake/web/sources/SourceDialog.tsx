import { Button, Checkbox, Group, NativeSelect, PasswordInput, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { Dialog } from '../../../../ui/feedback/Dialog.tsx';
import { ErrorSummary, type FieldError } from '../../../../ui/feedback/ErrorSummary.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDocumentTypes } from '../../../documents/web/index.tsx';
import { sourcesContract as contract } from '../../sources/contract.ts';
import { type Source } from './source.ts';

const KINDS = ['folder', 'scanner', 'fax', 'smtp', 'mailbox', 'rest'] as const;
type Kind = (typeof KINDS)[number];
const WITH_INDEX: readonly string[] = ['folder', 'scanner'];

/** Connects a source, or changes one: the form shows only what its kind needs. */
export function SourceDialog({ source, onClose }: { readonly source?: Source; readonly onClose: () => void }) {
  const t = useTexts('intake');
  return (
    <Dialog opened onClose={onClose} title={source === undefined ? t('sources.add') : t('sources.change')} size="lg">
      <SourceForm {...(source === undefined ? {} : { source })} onDone={onClose} />
    </Dialog>
  );
}

function SourceForm({ source, onDone }: { readonly source?: Source; readonly onDone: () => void }) {
  const t = useTexts('intake');
  const { choices } = useDocumentTypes();
  const [kind, setKind] = useState<Kind>(KINDS.find((each) => each === source?.kind) ?? 'scanner');
  const [words, setWords] = useState({
    name: source?.name ?? '',
    key: source?.key ?? '',
    senderPattern: source?.settings.senderPattern ?? '',
    host: source?.settings.host ?? '',
    port: String(source?.settings.port ?? 993),
    user: source?.settings.user ?? '',
    secret: '',
    folder: source?.settings.folder ?? 'INBOX',
    outsideOrganisation: source?.settings.outsideOrganisation ?? '',
    doneFolder: source?.settings.doneFolder ?? 'Done',
    failedFolder: source?.settings.failedFolder ?? 'Failed',
    ca: source?.settings.ca ?? '',
  });
  const [typeCode, setTypeCode] = useState(source?.typeCode ?? undefined);
  const [stat, setStat] = useState(source?.lane === 'stat');
  const [tls, setTls] = useState(source?.settings.tls ?? true);
  const [indexFile, setIndexFile] = useState(source?.settings.indexFile ?? false);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const changes = { changes: [contract.list], onDone };
  const add = useAct(contract.add, changes);
  const change = useAct(contract.change, changes);
  const error = add.error ?? change.error;
  const isRoot = source !== undefined && source.key === null && source.kind === 'folder';

  const body = () => ({
    name: words.name.trim(),
    key: words.key.trim() === '' ? null : words.key.trim().toLowerCase(),
    typeCode: typeCode ?? null,
    lane: stat ? ('stat' as const) : ('routine' as const),
    settings: {
      ...(WITH_INDEX.includes(kind) && indexFile ? { indexFile } : {}),
      ...(words.outsideOrganisation.trim() === '' ? {} : { outsideOrganisation: words.outsideOrganisation.trim() }),
      ...(kind === 'fax' && words.senderPattern !== '' ? { senderPattern: words.senderPattern } : {}),
      ...(kind === 'mailbox'
        ? {
            ...{ host: words.host.trim(), port: Number(words.port), tls, user: words.user.trim() },
            ...{ folder: words.folder.trim(), doneFolder: words.doneFolder.trim() },
            failedFolder: words.failedFolder.trim(),
            ...(words.ca.trim() === '' ? {} : { ca: words.ca.trim() }),
          }
        : {}),
    },
    ...(words.secret === '' ? {} : { secret: words.secret }),
  });
  const submit = () => {
    const missing = (field: keyof typeof words, text: string) =>
      words[field].trim() === '' ? [{ field: `source-${field}`, text }] : [];
    const found = [
      ...missing('name', t('sources.missing.name')),
      ...(kind === 'mailbox' || isRoot ? [] : missing('key', t('sources.missing.key'))),
      ...(kind === 'mailbox'
        ? [...missing('host', t('sources.missing.host')), ...missing('user', t('sources.missing.user'))]
        : []),
    ];
    setErrors(found);
    setAttempt((count) => count + 1);
    if (found.length > 0) return;
    if (source === undefined) add.run({ body: { kind, ...body() } });
    else
      change.run({
        params: { id: source.id },
        body: { version: source.version, disabled: source.state === 'disabled', ...body() },
      });
  };
  const field = (name: keyof typeof words, required = false, description?: string) => (
    <TextInput
      id={`source-${name}`}
      label={t(`sources.fields.${name}`)}
      description={description}
      required={required}
      autoComplete="off"
      value={words[name]}
      error={errors.find((each) => each.field === `source-${name}`)?.text}
      onChange={(event) => setWords({ ...words, [name]: event.currentTarget.value })}
    />
  );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="md">
        <ErrorSummary errors={errors} attempt={attempt} />
        {error !== null && <ProblemNotice key={attempt} error={error} takeFocus />}
        {source === undefined && (
          <NativeSelect
            label={t('sources.columns.kind')}
            data-autofocus
            value={kind}
            data={KINDS.map((value) => ({ value, label: t(`sources.kind.${value}`) }))}
            onChange={(event) => setKind(KINDS.find((each) => each === event.currentTarget.value) ?? 'scanner')}
          />
        )}
        {field('name', true, t('sources.hints.name'))}
        {kind !== 'mailbox' && !isRoot && field('key', true, t(`sources.hints.key.${kind}`))}
        {kind === 'mailbox' && (
          <>
            <Group grow align="start">
              {field('host', true)}
              {field('port')}
            </Group>
            <Checkbox
              label={t('sources.fields.tls')}
              checked={tls}
              onChange={(event) => setTls(event.currentTarget.checked)}
            />
            <Group grow align="start">
              {field('user', true)}
              <PasswordInput
                id="source-secret"
                label={t('sources.fields.secret')}
                description={source?.hasSecret === true ? t('sources.hints.secret') : undefined}
                autoComplete="new-password"
                value={words.secret}
                onChange={(event) => setWords({ ...words, secret: event.currentTarget.value })}
              />
            </Group>
            <Group grow align="start">
              {field('folder')}
              {field('doneFolder')}
              {field('failedFolder')}
            </Group>
            <Textarea
              id="source-ca"
              label={t('sources.fields.ca')}
              description={t('sources.hints.ca')}
              autosize
              minRows={2}
              maxRows={6}
              value={words.ca}
              onChange={(event) => setWords({ ...words, ca: event.currentTarget.value })}
            />
          </>
        )}
        {kind === 'fax' && field('senderPattern', false, t('sources.hints.senderPattern'))}
        {WITH_INDEX.includes(kind) && (
          <Checkbox
            label={t('sources.fields.indexFile')}
            description={t('sources.hints.indexFile')}
            checked={indexFile}
            onChange={(event) => setIndexFile(event.currentTarget.checked)}
          />
        )}
        <ChoiceField
          id="source-type"
          label={t('sources.fields.typeCode')}
          description={t('sources.hints.typeCode')}
          choices={choices}
          value={typeCode}
          onChange={setTypeCode}
        />
        {field('outsideOrganisation', false, t('sources.hints.outsideOrganisation'))}
        <Checkbox
          label={t('sources.fields.stat')}
          description={t('sources.hints.stat')}
          checked={stat}
          onChange={(event) => setStat(event.currentTarget.checked)}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={add.isPending || change.isPending}>
            {source === undefined ? t('sources.add') : t('sources.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
