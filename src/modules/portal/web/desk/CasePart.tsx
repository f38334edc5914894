import { Code, Text } from '@mantine/core';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { type CasePartProps } from '../../../release/web/index.tsx';
import { deskContract } from '../../desk/contract.ts';
import classes from '../portal.module.css';

/** On a case that came by the portal: what was signed, how the desk knows who signed, and how it is to go. */
export function CasePart({ requestId }: CasePartProps) {
  const t = useTexts('portal');
  const dates = useDates();
  const read = useRead(deskContract.casePart, { params: { requestId } });
  const ask = read.data?.ask;
  const requester = read.data?.fromRequester;
  const papers = read.data?.papers ?? [];
  const mails = read.data?.mails ?? [];
  const told = mails.map(({ at, outcome, why }) => (
    <Text size="sm" key={at}>
      {t(`staff.readyMail.${outcome ?? 'waiting'}`, { at: dates.instant(at) })}
      {outcome === 'not-sent' &&
        ` ${t(`staff.readyMail.why.${why ?? ''}`, { defaultValue: t('staff.readyMail.why.other') })}`}
    </Text>
  ));
  const sentIn = papers.length > 0 && (
    <Text size="sm">
      {t('staff.casePapers')}: {papers.map(({ fileName, at }) => `${fileName} (${dates.instant(at)})`).join(', ')}
    </Text>
  );
  if (requester != null)
    return (
      <Notice tone="neutral" icon="people" title={t('staff.caseTitle')}>
        <Text size="sm">
          {t('staff.caseSigned', { name: requester.name, at: dates.instant(requester.signedAt) })}
          {' · '}
          {t('staff.firm.caseGround', { ground: t(`firm.ground.${requester.ground}`) })}
        </Text>
        <Text size="sm">
          {t('staff.firm.caseProof', {
            how: t(`staff.firm.knownBy.${requester.knownBy}`),
            words: requester.knownWords,
            at: dates.instant(requester.knownAt),
          })}
        </Text>
        {sentIn}
        {told}
      </Notice>
    );
  if (ask == null) return null;
  return (
    <Notice tone="neutral" icon="people" title={t('staff.caseTitle')}>
      <Text size="sm">{t(`staff.caseDelivery.${ask.delivery}`)}</Text>
      <Text size="sm">
        {t('staff.caseSigned', { name: ask.signedName, at: dates.instant(ask.signedAt) })}
        {ask.proof !== null &&
          ask.proof.at !== null &&
          ` · ${t('staff.caseProof', { how: t(`staff.how.${ask.proof.how}`), at: dates.instant(ask.proof.at) })}`}
        {ask.proof?.idKind != null &&
          ` · ${t('staff.proof', { kind: t(`staff.idKind.${ask.proof.idKind}`), four: ask.proof.idLastFour ?? '' })}`}
      </Text>
      <details>
        <summary>{t('home.statement')}</summary>
        <pre className={classes['statement']}>{ask.statement}</pre>
        <Text size="xs">
          {t('staff.caseDigest')} <Code>{ask.sha256}</Code>
        </Text>
      </details>
      {sentIn}
      {told}
    </Notice>
  );
}
