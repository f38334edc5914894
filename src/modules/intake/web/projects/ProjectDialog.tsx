import { Button, Group, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { Dialog } from '../../../../ui/feedback/Dialog.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { projects } from '../../projects/contract.ts';
import { projectPath } from '../paths.ts';

const whole = (value: string | number) => (typeof value === 'number' ? value : undefined);

/** A new project. */
export function ProjectDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts('intake');
  const navigate = useNavigate();
  const [words, setWords] = useState({
    ...{ name: '', scope: '', startedOn: new Date().toISOString().slice(0, 10), targetOn: '' },
    ...{ plannedBoxes: undefined as number | undefined, plannedSheets: undefined as number | undefined },
  });
  const change = (to: Partial<typeof words>) => setWords((was) => ({ ...was, ...to }));
  const open = useAct(projects.open, {
    changes: [projects.list],
    onDone: ({ id }) => void navigate({ to: projectPath(id) }),
  });
  return (
    <Dialog opened title={t('projects.new')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const { plannedBoxes, plannedSheets, targetOn, ...rest } = words;
          open.run({
            body: {
              ...rest,
              ...(plannedBoxes === undefined ? {} : { plannedBoxes }),
              ...(plannedSheets === undefined ? {} : { plannedSheets }),
              ...(targetOn === '' ? {} : { targetOn }),
            },
          });
        }}
      >
        <Stack>
          <TextInput
            required
            data-autofocus
            label={t('projects.name')}
            maxLength={120}
            value={words.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <Textarea
            label={t('projects.scope')}
            description={t('projects.scopeHelp')}
            maxLength={2_000}
            autosize
            minRows={2}
            value={words.scope}
            onChange={(event) => change({ scope: event.currentTarget.value })}
          />
          <Group grow>
            <NumberInput
              label={t('projects.plannedBoxes')}
              min={1}
              allowDecimal={false}
              value={words.plannedBoxes ?? ''}
              onChange={(value) => change({ plannedBoxes: whole(value) })}
            />
            <NumberInput
              label={t('projects.plannedSheets')}
              min={1}
              allowDecimal={false}
              value={words.plannedSheets ?? ''}
              onChange={(value) => change({ plannedSheets: whole(value) })}
            />
          </Group>
          <Group grow>
            <TextInput
              required
              type="date"
              label={t('projects.startedOn')}
              value={words.startedOn}
              onChange={(event) => change({ startedOn: event.currentTarget.value })}
            />
            <TextInput
              type="date"
              label={t('projects.targetOn')}
              value={words.targetOn}
              onChange={(event) => change({ targetOn: event.currentTarget.value })}
            />
          </Group>
          {open.error !== null && <ProblemNotice error={open.error} takeFocus />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('projects.cancel')}
            </Button>
            <Button type="submit" loading={open.isPending}>
              {t('projects.open')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
