import { Title } from '@mantine/core';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type Column, RecordsTable } from '../../../ui/table/RecordsTable.tsx';

const keyOf = ({ id }: { readonly id: string }) => id;

/** What waits for somebody; what is chosen is set aside with a reason. Nothing is shown where nothing waits. */
export function WaitingList<Row extends { readonly id: string }>(props: {
  readonly title: string;
  readonly rows: readonly Row[] | undefined;
  readonly columns: readonly Column<Row>[];
  readonly error: Error | null;
  readonly chosen: Row | undefined;
  readonly asideText: string;
  readonly setAside: {
    readonly isPending: boolean;
    readonly error: Error | null;
    readonly run: (input: { params: { id: string }; body: { reason: string } }) => void;
  };
  readonly onCancel: () => void;
}) {
  const t = useTexts('fhir-client');
  const { title, rows, chosen, setAside } = props;
  if (rows === undefined || rows.length === 0) return null;
  return (
    <>
      <Title order={3} size="h5">
        {title}
      </Title>
      {props.error !== null && <ProblemNotice error={props.error} takeFocus />}
      <RecordsTable
        aside
        label={title}
        columns={[...props.columns]}
        rows={rows}
        rowKey={keyOf}
        empty={<Empty icon="check" title={t('empty')} />}
      />
      {chosen !== undefined && (
        <ReasonDialog
          title={t('setAside')}
          text={props.asideText}
          action={t('setAside')}
          busy={setAside.isPending}
          error={setAside.error}
          onConfirm={(reason) => setAside.run({ params: { id: chosen.id }, body: { reason } })}
          onCancel={props.onCancel}
        />
      )}
    </>
  );
}
