import { Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import classes from '../documents.module.css';
import { usePersonName } from '../../../accounts/web/index.tsx';
import { outsideReviewPath } from '../paths.ts';
import { type DocumentSummary } from '../status-marks.tsx';

const TONES = { 'not-reviewed': 'attention', kept: 'neutral', 'kept-in-part': 'info', 'not-kept': 'danger' } as const;

/** Wherever a document is named: that it was made elsewhere, by whom, and whether anybody decided about it. */
export function OutsideMarks({ outside }: { readonly outside: DocumentSummary['outside'] }) {
  const t = useTexts('documents');
  if (outside === null) return null;
  return (
    <>
      <MadeBy organisation={outside.organisation} />
      {outside.state !== 'kept' && <Mark tone={TONES[outside.state]}>{t(`outside.states.${outside.state}`)}</Mark>}
    </>
  );
}

export function MadeBy({ organisation }: { readonly organisation: string }) {
  const t = useTexts('documents');
  return (
    <Mark tone="info" icon="download">
      <span className={classes['organisation']} title={organisation}>
        {t('outside.mark', { organisation })}
      </span>
    </Mark>
  );
}

/** Beside the pages: when and how it came, what was decided and why, and the way to decide. */
export function OutsideFacts({ document }: { readonly document: DocumentSummary }) {
  const t = useTexts('documents');
  const may = useMay();
  const dates = useDates();
  const nameOf = usePersonName();
  const { outside } = document;
  if (outside === null) return null;
  const { review } = outside;
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('outside.madeBy', { organisation: outside.organisation })}
      </Text>
      <Text size="sm">
        {t('outside.came', {
          day: dates.day(outside.receivedOn),
          how: t(`outside.ways.${outside.howReceived}`, { defaultValue: outside.howReceived }),
        })}
      </Text>
      <Text size="sm">{t(`outside.states.${outside.state}`)}</Text>
      {review !== null && (
        <>
          {review.keptPages !== null && (
            <Text size="sm">{t('outside.keptPages', { pages: review.keptPages.join(', '), of: review.ofPages })}</Text>
          )}
          <Text size="sm">{review.reason}</Text>
          <Text size="xs" c="dimmed">
            {t('facts.by', { at: dates.instant(review.at), who: review.byName ?? nameOf(review.by) })}
          </Text>
        </>
      )}
      {outside.state === 'not-reviewed' && (
        <Text size="sm">
          {outside.reviewer === null
            ? t('outside.waitsForAnybody')
            : t('outside.waitsFor', { name: outside.reviewer.name })}
        </Text>
      )}
      {may('documents/review-outside') && document.enteredInError === null && (
        <Button
          mt={4}
          component={Link}
          to={outsideReviewPath(document.patientId, document.id)}
          size="compact-sm"
          variant="default"
        >
          {t(outside.state === 'not-reviewed' ? 'outside.review' : 'outside.reviewAgain')}
        </Button>
      )}
    </div>
  );
}
