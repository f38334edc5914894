import { Autocomplete, Button, Group, type OptionsFilter, Radio, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { SlotPlace, useSlot } from '../../../ui/slots.ts';
import { contract } from '../contract.ts';
import { openCasePapers } from './open-case-papers.ts';
import { printPages } from './pages-text.ts';

const KINDS = ['discarded', 'returned', 'forwarded', 'attached'] as const;
type Kind = (typeof KINDS)[number];
/** Desks that take papers which are not part of a chart (documents/catalogue/document-type.ts). */
const DESKS = ['risk', 'peer-review', 'legal', 'privacy', 'billing', 'employee-health', 'research', 'other'] as const;
const LEAST = 3;
/** What is written out already is offered no more: the list would lie over the button that comes next. */
const unlessWritten: OptionsFilter = ({ options, search }) => {
  const written = search.trim().toLowerCase();
  return options.filter((option) => {
    const label = 'label' in option ? option.label.toLowerCase() : '';
    return label.includes(written) && label !== written;
  });
};

export interface SetAsideDialogProps {
  /** A file, or one document to be. */
  readonly of: { readonly itemId: string } | { readonly partId: string };
  readonly fileName: string;
  /** Nothing: every open page, also of a file that could not be opened. */
  readonly pages: readonly number[] | undefined;
  /** Whom the desk has chosen for the pages. */
  readonly patientId?: string | undefined;
  readonly onDone: (kind: Kind, openPages: number) => void;
  readonly onClose: () => void;
}

/** Pages that do not become a document still get an outcome and a reason: pages in always equal pages accounted for. */
export function SetAsideDialog({ of, fileName, pages, patientId, onDone, onClose }: SetAsideDialogProps) {
  const t = useTexts('intake');
  const may = useMay();
  const hasCases = useSlot(openCasePapers, may).length > 0;
  const [toOpenCase, setToOpenCase] = useState(false);
  const [kind, setKind] = useState<Kind>('discarded');
  const [reason, setReason] = useState('');
  const [to, setTo] = useState('');
  const [desk, setDesk] = useState<string | null>(null);
  const setAside = useAct('itemId' in of ? contract.setAside : contract.setPartAside, {
    changes: [contract.list, contract.counts, contract.open, contract.openPart],
    onDone: ({ openPages }) => onDone(kind, openPages),
  });
  const destination = kind === 'forwarded' ? desk : kind === 'returned' ? to.trim() : null;
  const missing = reason.trim().length < LEAST || (kind === 'forwarded' && desk === null);
  if (toOpenCase)
    return (
      <SlotPlace
        slot={openCasePapers}
        may={may}
        props={{
          ...{ of, fileName, pages, patientId, onClose },
          onDone: (openPages) => onDone('attached', openPages),
        }}
      />
    );
  return (
    <ConfirmDialog
      opened
      title={t('aside.title')}
      text={t('aside.text')}
      identifiers={[
        { label: t('columns.file'), value: fileName },
        { label: t('columns.pages'), value: pages === undefined ? t('aside.allPages') : printPages(pages) },
      ]}
      action={t(`aside.action.${kind}`)}
      busy={setAside.isPending}
      blocked={missing}
      onConfirm={() =>
        setAside.run({
          params: { id: 'itemId' in of ? of.itemId : of.partId },
          body: {
            kind,
            reason: reason.trim(),
            ...(pages === undefined ? {} : { pages: [...pages] }),
            ...(destination === null || destination === '' ? {} : { destination }),
          },
        })
      }
      onCancel={onClose}
    >
      <Stack gap="sm">
        {setAside.error !== null && <ProblemNotice error={setAside.error} takeFocus />}
        <Radio.Group
          label={t('aside.kind')}
          value={kind}
          onChange={(value) => setKind(KINDS.find((each) => each === value) ?? 'discarded')}
        >
          <Stack gap={6} mt={4}>
            {KINDS.map((each) => (
              <Radio
                key={each}
                data-autofocus={each === kind || undefined}
                value={each}
                label={t(`aside.kinds.${each}`)}
                description={t(`aside.hints.${each}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        {kind === 'attached' && hasCases && (
          <Group>
            <Button size="compact-sm" variant="default" onClick={() => setToOpenCase(true)}>
              {t('aside.toOpenCase')}
            </Button>
          </Group>
        )}
        {kind === 'forwarded' && (
          <Select
            label={t('aside.desk')}
            required
            value={desk}
            onChange={setDesk}
            data={DESKS.map((value) => ({ value, label: t(`desks.${value}`) }))}
          />
        )}
        {kind === 'returned' && (
          <Autocomplete label={t('aside.to')} maxLength={200} value={to} onChange={setTo} data={[]} />
        )}
        <Autocomplete
          label={t('aside.reason')}
          required
          maxLength={500}
          value={reason}
          onChange={setReason}
          data={t(`aside.usual.${kind}`).split('|')}
          filter={unlessWritten}
          comboboxProps={{ position: 'top' }}
        />
      </Stack>
    </ConfirmDialog>
  );
}
