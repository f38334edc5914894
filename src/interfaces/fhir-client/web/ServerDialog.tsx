import { Button, Checkbox, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { Dialog } from '../../../ui/feedback/Dialog.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import { type Server } from './ServersPart.tsx';

const ALGORITHMS = ['ES384', 'RS384'];
const SCOPE = 'system/Patient.read system/Encounter.read system/DocumentReference.read system/Binary.read';

/** Which server, what it calls us, whom we read. */
export function ServerDialog({ server, onClose }: { readonly server?: Server; readonly onClose: () => void }) {
  const t = useTexts('fhir-client');
  const [words, setWords] = useState({
    name: server?.name ?? '',
    baseUrl: server?.baseUrl ?? '',
    clientId: server?.clientId ?? '',
    scope: server?.scope ?? SCOPE,
  });
  const [patients, setPatients] = useState((server?.patients ?? []).join('\n'));
  const [algorithm, setAlgorithm] = useState(server?.algorithm ?? 'ES384');
  const [stopped, setStopped] = useState(server?.stopped ?? false);
  const options = {
    changes: [contract.servers],
    onDone: () => {
      showDone(t('saved'));
      onClose();
    },
  };
  const add = useAct(contract.add, options);
  const change = useAct(contract.change, options);
  const error = add.error ?? change.error;
  const ready = Object.values(words).every((word) => word.trim() !== '');
  const save = () => {
    const ids = patients.split(/\s+/).filter((id) => id !== '');
    const body = {
      ...{ name: words.name.trim(), baseUrl: words.baseUrl.trim(), clientId: words.clientId.trim() },
      ...{
        scope: words.scope.trim().replace(/\s+/g, ' '),
        algorithm,
        patients: ids.length === 0 ? null : ids,
        stopped,
      },
    };
    if (server === undefined) add.run({ body });
    else change.run({ params: { id: server.id }, body });
  };
  const field = (name: keyof typeof words) => (
    <TextInput
      label={t(`fields.${name}`)}
      required
      autoComplete="off"
      value={words[name]}
      onChange={(event) => setWords({ ...words, [name]: event.currentTarget.value })}
    />
  );
  return (
    <Dialog opened onClose={onClose} title={t(server === undefined ? 'add' : 'change')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) save();
        }}
      >
        <Stack>
          {error !== null && <ProblemNotice error={error} takeFocus />}
          {field('name')}
          {field('baseUrl')}
          {field('clientId')}
          <Textarea
            label={t('fields.scope')}
            required
            autosize
            minRows={2}
            value={words.scope}
            onChange={(event) => setWords({ ...words, scope: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('fields.algorithm')}
            description={t('algorithmHint')}
            data={ALGORITHMS}
            value={algorithm}
            onChange={(event) => setAlgorithm(event.currentTarget.value === 'RS384' ? 'RS384' : 'ES384')}
          />
          <Textarea
            label={t('fields.patients')}
            description={t('patientsHint')}
            autosize
            minRows={2}
            maxRows={8}
            value={patients}
            onChange={(event) => setPatients(event.currentTarget.value)}
          />
          <Checkbox
            label={t('fields.stopped')}
            checked={stopped}
            onChange={(event) => setStopped(event.currentTarget.checked)}
          />
          <Text size="sm">{t('key', { address: `${window.location.origin}/fhir-client/keys` })}</Text>
          <Group justify="flex-end">
            <Button type="submit" loading={add.isPending || change.isPending} disabled={!ready}>
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
