import { Button, DataList, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useRead } from '../../../ui/api/reads.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { usePersonName } from '../../accounts/web/index.tsx';
import { contract } from '../contract.ts';
import classes from './documents.module.css';
import { LateFacts } from './late/LateFacts.tsx';
import { type OpenedDocument } from './opened-document.ts';
import { OutsideFacts } from './outside/OutsideFacts.tsx';
import { documentPath } from './paths.ts';
import { useEncounterNames } from './use-encounter-names.ts';

export interface DocumentFactsProps {
  readonly document: OpenedDocument;
  readonly version: string;
  readonly onVersion: (id: string) => void;
  readonly onDownload?: () => void;
  readonly onDownloadSearchable?: () => void;
}

/** What is known about a document beside its pages: index, signatures, versions, amendments, where it moved. */
export function DocumentFacts({ document, version, onVersion, onDownload, onDownloadSearchable }: DocumentFactsProps) {
  const t = useTexts('documents');
  const dates = useDates();
  const nameOf = usePersonName();
  const { summary } = document;
  const encounterName = useEncounterNames(summary.patientId);
  const by = (at: string, who: string) => t('facts.by', { at: dates.instant(at), who: nameOf(who) });
  return (
    <aside className={classes['facts']} aria-label={t('facts.title')}>
      {summary.enteredInError !== null && (
        <div className={classes['error']}>
          <strong>{t('status.inError')}</strong>
          <span>
            {t(`strike.causes.${summary.enteredInError.cause}`, { defaultValue: summary.enteredInError.cause })}
          </span>
          <span>{summary.enteredInError.reason}</span>
          {summary.enteredInError.pagesReturned && <span>{t('status.pagesReturned')}</span>}
          <small>{by(summary.enteredInError.at, summary.enteredInError.by)}</small>
        </div>
      )}
      <OutsideFacts document={summary} />
      {summary.unreadable !== null && (
        <div>
          <Text size="sm" fw={600}>
            {t('status.unreadable')}
          </Text>
          <Text size="sm">{summary.unreadable.reason}</Text>
          <small>{by(summary.unreadable.at, summary.unreadable.by)}</small>
        </div>
      )}
      <LateFacts document={document} />
      {document.links.map(({ kind, other, at }) => (
        <Text key={`${kind}${at}`} size="sm">
          <Icon name="right" size={14} />{' '}
          {other === null ? (
            t(`links.${kind}`, { defaultValue: kind })
          ) : (
            <Link to={documentPath(other.patientId, other.documentId)}>
              {t(`links.${kind}`, { defaultValue: kind })}
            </Link>
          )}
        </Text>
      ))}
      <DataList labelWidth={72} gap="xs">
        <Fact label={t('part.date')}>{summary.date === null ? t('part.undated') : dates.day(summary.date)}</Fact>
        <Fact label={t('part.encounter')}>
          {summary.encounterId === null ? t('part.noEncounter') : encounterName(summary.encounterId)}
        </Fact>
        {summary.author !== null && <Fact label={t('part.author')}>{summary.author}</Fact>}
        <Fact label={t('facts.signature')}>
          {t(`status.signature.${summary.authentication.state}`, { defaultValue: summary.authentication.state })}
          {summary.authentication.missing.length > 0 &&
            `: ${summary.authentication.missing.map((role) => t(`roles.${role}`)).join(', ')}`}
        </Fact>
        {summary.versionStatus !== null && (
          <Fact label={t('versionStatus.label')}>{t(`versionStatus.words.${summary.versionStatus}`)}</Fact>
        )}
        <Fact label={t('facts.sets')}>
          {[
            summary.inLegalHealthRecord ? t('facts.legal') : t('status.outsideLegal'),
            summary.inDesignatedRecordSet ? t('facts.designated') : t('facts.notDesignated'),
          ].join('; ')}
        </Fact>
        <Fact label={t('facts.filed')}>
          {by(summary.filedAt, summary.filedBy)}
          <br />
          {t(`via.${summary.receivedVia}`, { defaultValue: summary.receivedVia })}
        </Fact>
      </DataList>
      <Section title={t('facts.signatures')} shown={document.signatures.length > 0}>
        {document.signatures.map(({ role, signer, at, how }) => (
          <Text key={`${role}${at}`} size="sm">
            {t(`roles.${role}`)}: {nameOf(signer)}
            <br />
            <small>
              {dates.instant(at)} · {t(`how.${how}`, { defaultValue: how })}
            </small>
          </Text>
        ))}
      </Section>
      <Section title={t('facts.amendments')} shown={document.amendments.length > 0}>
        {document.amendments.map((amendment) => (
          <Amendment key={amendment.id} document={document} amendment={amendment} />
        ))}
      </Section>
      <Section title={t('facts.versions')} shown={document.versions.length > 1}>
        {document.versions.map(({ id, number, pages, reason, status, outOfSight, at, by: who }) => (
          <button
            key={id}
            disabled={outOfSight}
            type="button"
            className={classes['version']}
            aria-current={id === version || undefined}
            onClick={() => onVersion(id)}
          >
            {t('facts.version', { number, pages })}
            {status !== null && <strong>{t(`versionStatus.words.${status}`)}</strong>}
            {reason !== null && <span>{reason}</span>}
            {outOfSight && <span>{t('outside.outOfSight')}</span>}
            <small>{by(at, who)}</small>
          </button>
        ))}
      </Section>
      <Section title={t('facts.changes')} shown={document.changes.length > 0}>
        {document.changes.map(({ kind, reason, at, by: who }) => (
          <Text key={at} size="sm">
            {kind !== null && (
              <>
                {t(`strike.causes.${kind}`)}
                <br />
              </>
            )}
            {reason}
            <br />
            <small>{by(at, who)}</small>
          </Text>
        ))}
      </Section>
      {onDownload !== undefined && (
        <Button variant="default" size="xs" leftSection={<Icon name="download" size={16} />} onClick={onDownload}>
          {t('page.original')}
        </Button>
      )}
      {onDownloadSearchable !== undefined && (
        <Button
          variant="default"
          size="xs"
          leftSection={<Icon name="download" size={16} />}
          onClick={onDownloadSearchable}
        >
          {t('page.searchable')}
        </Button>
      )}
    </aside>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{label}</DataList.ItemLabel>
      <DataList.ItemValue>{children}</DataList.ItemValue>
    </DataList.Item>
  );
}

function Section(props: { readonly title: string; readonly shown: boolean; readonly children: ReactNode }) {
  if (!props.shown) return null;
  return (
    <section>
      <Title order={2} size="h3" mb={4}>
        {props.title}
      </Title>
      <Stack gap={8}>{props.children}</Stack>
    </section>
  );
}

/** Its words are content, so they are fetched, and logged, only when somebody asks for them. */
function Amendment(props: {
  readonly document: OpenedDocument;
  readonly amendment: OpenedDocument['amendments'][number];
}) {
  const t = useTexts('documents');
  const dates = useDates();
  const [open, setOpen] = useState(false);
  const { id, kind, author, reason, at } = props.amendment;
  const { patientId, id: documentId } = props.document.summary;
  const read = useRead(
    contract.amendmentText,
    { params: { patientId, documentId, amendmentId: id } },
    { enabled: open },
  );
  return (
    <div>
      <Text size="sm" fw={600}>
        {t(`amend.kinds.${kind}`, { defaultValue: kind })} · {author}
      </Text>
      <Text size="sm">{reason}</Text>
      <Text size="xs" c="dimmed">
        {dates.instant(at)}
      </Text>
      {open && read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {open && read.isPending && <Waiting rows={2} />}
      {open && read.data !== undefined && <p className={classes['amendment']}>{read.data.text}</p>}
      <Button size="compact-xs" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? 'facts.hideWords' : 'facts.showWords')}
      </Button>
    </div>
  );
}
