import { Button, Group, List, Stack, Text, Textarea, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useAct } from '../../../ui/api/reads.tsx';
import { Notice } from '../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { Page } from '../../../ui/shell/Page.tsx';
import { useDocumentTypes } from '../../../modules/documents/web/index.tsx';
import { contract } from '../contract.ts';
import classes from './hl7v2.module.css';
import { interfacesPath } from './paths.ts';
import { SegmentsPart } from './SegmentsPart.tsx';

type Tried = ResponseOf<typeof contract.tryMessage>;
const TONES = { applied: 'good', kept: 'neutral', held: 'attention', failed: 'danger' } as const;

/** A message in, what would become of it out; nothing of it is kept. */
export default function TryPage() {
  const t = useTexts('hl7v2');
  const [text, setText] = useState('');
  const attempt = useAct(contract.tryMessage);
  const run = () => attempt.run({ body: { text } });
  useCommands([
    {
      ...{ id: 'hl7v2.try', label: t('try.do'), keys: ['Mod+Enter'], reversal: 'reading' as const },
      run,
      disabled: text.trim() === '',
    },
  ]);
  return (
    <Page
      title={t('try.title')}
      actions={
        <Button component={Link} to={interfacesPath} variant="default">
          {t('back')}
        </Button>
      }
    >
      <Stack gap="md">
        <Textarea
          className={classes['message'] ?? ''}
          label={t('try.label')}
          description={t('try.hint')}
          autosize
          minRows={6}
          maxRows={16}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group>
          <Button loading={attempt.isPending} disabled={text.trim() === ''} onClick={run}>
            {t('try.do')}
          </Button>
        </Group>
        {attempt.error !== null && <ProblemNotice key={attempt.submittedAt} error={attempt.error} takeFocus />}
        <div aria-live="polite">{attempt.data !== undefined && <Outcome tried={attempt.data} />}</div>
      </Stack>
    </Page>
  );
}

function Outcome({ tried }: { readonly tried: Tried }) {
  const t = useTexts('hl7v2');
  const { typeOf } = useDocumentTypes();
  const { outcome } = tried;
  return (
    <Stack gap="md">
      <Notice
        tone={tried.refusal === null ? 'good' : 'danger'}
        icon={tried.refusal === null ? 'check' : 'alert'}
        title={t('try.answer', { code: tried.code })}
      >
        <Text size="sm">{tried.refusal ?? t('try.taken')}</Text>
        {tried.repeated && <Text size="sm">{t('try.repeated')}</Text>}
      </Notice>
      {outcome !== null && (
        <Notice
          tone={TONES[outcome.state]}
          title={t(tried.refusal === null ? `try.outcome.${outcome.state}` : `try.ifAllowed.${outcome.state}`)}
        >
          {outcome.reason !== null && <Text size="sm">{outcome.reason}</Text>}
          {tried.effects.length > 0 && (
            <List size="sm">
              {tried.effects.map(({ what, typeCode }, at) => (
                <List.Item key={at}>
                  {t(`try.effects.${what}`)}
                  {typeCode !== null && `: ${typeOf(typeCode)?.name ?? typeCode}`}
                </List.Item>
              ))}
            </List>
          )}
          {outcome.state === 'applied' && tried.effects.length === 0 && <Text size="sm">{t('try.noEffect')}</Text>}
        </Notice>
      )}
      {tried.segments.length > 0 && (
        <div>
          <Title order={2} size="h4">
            {t('try.says')}
          </Title>
          <SegmentsPart segments={tried.segments} />
        </div>
      )}
    </Stack>
  );
}
