import { type ReactNode } from 'react';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { Page } from '../../../ui/shell/Page.tsx';
import { PatientBanner } from '../../patients/web/index.tsx';

/** A page about something of one patient: whose it is above, and what is read once it is there. */
export function PageOfPatient<T extends { readonly patientId: string }>(props: {
  readonly title: string;
  readonly read: {
    readonly data: T | undefined;
    readonly error: Error | null;
    readonly isPending: boolean;
    readonly refetch: () => unknown;
  };
  readonly besideOf?: (open: T) => string;
  readonly children: (open: T) => ReactNode;
}) {
  const { title, read, besideOf } = props;
  const open = read.data;
  return (
    <Page
      title={title}
      {...(open === undefined
        ? {}
        : { banner: <PatientBanner patientId={open.patientId} />, ...(besideOf && { beside: besideOf(open) }) })}
    >
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {open !== undefined && props.children(open)}
    </Page>
  );
}
