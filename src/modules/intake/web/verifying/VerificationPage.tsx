import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { addressOf } from '../../../../ui/api/call.ts';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { PageViewer } from '../../../../ui/viewer/PageViewer.tsx';
import { contract as worklist } from '../../../worklist/contract.ts';
import { contract } from '../../verifying/contract.ts';
import classes from '../intake.module.css';
import { verifyPath } from '../paths.ts';
import { SettleForm } from './SettleForm.tsx';
import { VerifyForm } from './VerifyForm.tsx';

const LETTER_AT_200_DPI = { width: 1700, height: 2200 };

/** A filed document entered once more without sight of the first entry, or both entries side by side where they differ. */
export default function VerificationPage() {
  const t = useTexts('intake');
  const navigate = useNavigate();
  const { verificationId: id = '' } = useParams({ strict: false });
  const [index, setIndex] = useState(0);
  const read = useRead(contract.verification, { params: { id } });
  const found = read.data;
  const kind = found?.state === 'to-settle' ? 'intake.to-settle' : 'intake.to-verify';
  const next = useAct(worklist.startNext, {
    changes: [worklist.queues],
    onDone: ({ item }) => void navigate({ to: item === null ? `/worklist/${kind}` : verifyPath(item.subjectId) }),
  });
  const done = (text: string) => {
    showDone(text);
    setIndex(0);
    next.run({ body: { kind } });
  };
  return (
    <Page title={t(found?.state === 'to-settle' ? 'verify.settleTitle' : 'verify.title')} fills>
      {read.error !== null && <ProblemNotice error={read.error} />}
      {next.error !== null && <ProblemNotice error={next.error} />}
      {read.isPending && <Waiting />}
      {found?.state === 'closed' && <Empty icon="check" title={t('verify.closed')} text={t('verify.closedText')} />}
      {found !== undefined && found.state !== 'closed' && (
        <div className={classes['desk']} key={id}>
          <div className={classes['shownPage']}>
            <PageViewer
              pages={Array.from({ length: found.pages }, (_each, at) => ({
                id: `${id}/${at + 1}`,
                ...LETTER_AT_200_DPI,
                imageUrl: addressOf(contract.verificationPage, { id, number: at + 1 }),
              }))}
              index={index}
              onIndex={setIndex}
            />
          </div>
          {found.entries === null ? (
            <VerifyForm id={id} onDone={done} />
          ) : (
            <SettleForm id={id} entries={found.entries} patients={found.patients} onDone={done} />
          )}
        </div>
      )}
    </Page>
  );
}
