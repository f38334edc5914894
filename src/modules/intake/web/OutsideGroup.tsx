import { Checkbox, Stack, TextInput } from '@mantine/core';
import { useTexts } from '../../../ui/i18n.ts';
import { Shortcut } from '../../../ui/keys/Shortcut.tsx';
import { OutsideFields } from '../../documents/web/index.tsx';
import classes from './intake.module.css';
import { type IndexFormState } from './use-index-form.ts';

/** Made elsewhere: closed while it was made here, so that ordinary filing has no field more. */
export function OutsideGroup({ form }: { readonly form: IndexFormState }) {
  const t = useTexts('intake');
  const { words, change, isOutside } = form;
  return (
    <div className={classes['outside']} role="group" aria-label={t('outside.made')}>
      <Checkbox
        id="index-outside"
        label={
          <>
            {t('outside.made')} <Shortcut keys="F9" />
          </>
        }
        aria-expanded={isOutside}
        checked={isOutside}
        onChange={(event) => change({ isOutside: event.currentTarget.checked })}
      />
      {isOutside && (
        <Stack gap={6} mt={6}>
          <OutsideFields
            id="index-outside"
            words={words.outside}
            onChange={(to) => change({ outside: { ...words.outside, ...to } })}
            errorOf={(field) => form.errors.find((each) => each.field === field)?.text}
          />
          <TextInput
            id="index-outside-author"
            label={t('outside.author')}
            maxLength={200}
            autoComplete="off"
            value={words.outsideAuthor}
            onChange={(event) => change({ outsideAuthor: event.currentTarget.value })}
          />
        </Stack>
      )}
    </div>
  );
}
