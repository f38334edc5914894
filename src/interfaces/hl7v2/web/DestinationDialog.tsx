import { Button, Checkbox, Group, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { Dialog } from '../../../ui/feedback/Dialog.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { contract as identity } from '../../../modules/identity/contract.ts';
import { outboundContract as contract } from '../outbound/contract.ts';
import { type Destination } from './sender.ts';

const KINDS = ['identity', 'documents'] as const;
const USUAL_PORT = 2575;
const USUAL_ALARM_MINUTES = 30;
const A_WEEK_MINUTES = 10_080;

/** Where changes are told, and which. */
export function DestinationDialog({
  destination,
  onClose,
}: {
  readonly destination?: Destination;
  readonly onClose: () => void;
}) {
  const t = useTexts('hl7v2');
  const [words, setWords] = useState({
    name: destination?.name ?? '',
    host: destination?.host ?? '',
    application: destination?.application ?? '',
    facility: destination?.facility ?? '',
    ca: destination?.ca ?? '',
  });
  const [port, setPort] = useState<number | string>(destination?.port ?? USUAL_PORT);
  const [alarm, setAlarm] = useState<number | string>(destination?.alarmMinutes ?? USUAL_ALARM_MINUTES);
  const [tls, setTls] = useState(destination?.tls ?? true);
  const [stopped, setStopped] = useState(destination?.stopped ?? false);
  const [tells, setTells] = useState<readonly (typeof KINDS)[number][]>(destination?.tells ?? ['identity']);
  const [downstreamIds, setDownstreamIds] = useState<readonly string[]>(destination?.downstreamIds ?? []);
  const may = useMay();
  const desk = useRead(identity.settings, { query: {} }, { enabled: may('identity/read') });
  const systems = desk.data?.downstream ?? [];
  const options = {
    changes: [contract.destinations],
    onDone: () => {
      showDone(t('outbound.saved'));
      onClose();
    },
  };
  const add = useAct(contract.add, options);
  const change = useAct(contract.change, options);
  const error = add.error ?? change.error;
  const ready = words.name.trim() !== '' && words.host.trim() !== '' && port !== '' && alarm !== '';
  const save = () => {
    const body = {
      ...{ name: words.name.trim(), host: words.host.trim(), port: Number(port), tls, stopped, tells: [...tells] },
      ...{ application: words.application.trim(), facility: words.facility.trim() },
      ...{ alarmMinutes: Number(alarm), downstreamIds: tells.includes('identity') ? [...downstreamIds] : [] },
      ca: tls && words.ca.trim() !== '' ? words.ca.trim() : null,
    };
    if (destination === undefined) add.run({ body });
    else change.run({ params: { id: destination.id }, body });
  };
  const field = (name: 'name' | 'host' | 'application' | 'facility', required = false) => (
    <TextInput
      label={t(`outbound.fields.${name}`)}
      required={required}
      autoComplete="off"
      value={words[name]}
      onChange={(event) => setWords({ ...words, [name]: event.currentTarget.value })}
    />
  );
  return (
    <Dialog opened onClose={onClose} title={t(destination === undefined ? 'outbound.add' : 'outbound.change')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) save();
        }}
      >
        <Stack>
          {error !== null && <ProblemNotice error={error} takeFocus />}
          {field('name', true)}
          <Group grow align="flex-start">
            {field('host', true)}
            <NumberInput
              label={t('outbound.fields.port')}
              required
              min={1}
              max={65_535}
              allowDecimal={false}
              value={port}
              onChange={setPort}
            />
          </Group>
          <Group grow>
            {field('application')}
            {field('facility')}
          </Group>
          <Checkbox
            label={t('outbound.fields.tls')}
            checked={tls}
            onChange={(event) => setTls(event.currentTarget.checked)}
          />
          {tls && (
            <Textarea
              label={t('outbound.fields.ca')}
              autosize
              minRows={2}
              maxRows={6}
              maxLength={20_000}
              value={words.ca}
              onChange={(event) => setWords({ ...words, ca: event.currentTarget.value })}
            />
          )}
          {KINDS.map((kind) => (
            <Checkbox
              key={kind}
              label={t(`outbound.tell.${kind}`)}
              checked={tells.includes(kind)}
              onChange={(event) =>
                setTells(KINDS.filter((each) => (each === kind ? event.currentTarget.checked : tells.includes(each))))
              }
            />
          ))}
          {tells.includes('identity') && systems.length > 0 && (
            <Checkbox.Group
              label={t('outbound.fields.downstream')}
              description={t('outbound.downstreamText')}
              value={[...downstreamIds]}
              onChange={setDownstreamIds}
            >
              <Stack gap="xs" mt="xs">
                {systems.map(({ id, name }) => (
                  <Checkbox key={id} value={id} label={name} />
                ))}
              </Stack>
            </Checkbox.Group>
          )}
          <NumberInput
            label={t('outbound.fields.alarm')}
            required
            min={1}
            max={A_WEEK_MINUTES}
            allowDecimal={false}
            value={alarm}
            onChange={setAlarm}
          />
          <Checkbox
            label={t('outbound.fields.stopped')}
            checked={stopped}
            onChange={(event) => setStopped(event.currentTarget.checked)}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={add.isPending || change.isPending} disabled={!ready}>
              {t('outbound.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
