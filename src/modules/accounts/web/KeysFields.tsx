import { Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useTexts } from '../../../ui/i18n.ts';

/** How a client proves itself, as it is typed; `none` only where it may be an app that keeps no secret. */
export interface TypedKeys {
  readonly way: 'keys' | 'keysUrl' | 'none';
  readonly keys: string;
  readonly keysUrl: string;
}

interface KeysFieldsProps {
  readonly typed: TypedKeys;
  readonly onType: (typed: TypedKeys) => void;
  readonly unreadable: boolean;
  readonly mayHaveNone?: boolean;
}

export function KeysFields({ typed, onType, unreadable, mayHaveNone = false }: KeysFieldsProps) {
  const t = useTexts('accounts');
  return (
    <>
      <Radio.Group
        label={t('clients.way')}
        value={typed.way}
        onChange={(value) => onType({ ...typed, way: value as TypedKeys['way'] })}
      >
        <Stack gap="xs" mt="xs">
          {mayHaveNone && <Radio value="none" label={t('clients.wayNone')} />}
          <Radio value="keys" label={t('clients.wayKeys')} />
          <Radio value="keysUrl" label={t('clients.wayUrl')} />
        </Stack>
      </Radio.Group>
      {typed.way === 'keys' && (
        <Textarea
          label={t('clients.keySet')}
          description={t('clients.keySetHint')}
          required
          rows={6}
          spellCheck={false}
          value={typed.keys}
          error={unreadable ? t('clients.keySetUnreadable') : undefined}
          onChange={(event) => onType({ ...typed, keys: event.currentTarget.value })}
        />
      )}
      {typed.way === 'keysUrl' && (
        <TextInput
          label={t('clients.keysUrl')}
          description={t('clients.keysUrlHint')}
          required
          maxLength={500}
          value={typed.keysUrl}
          onChange={(event) => onType({ ...typed, keysUrl: event.currentTarget.value })}
        />
      )}
    </>
  );
}

export function lacksKeys({ way, keys, keysUrl }: TypedKeys): boolean {
  return way !== 'none' && (way === 'keys' ? keys : keysUrl).trim() === '';
}

/** As the API takes them; undefined where the text is no key set. */
export function readTypedKeys({
  way,
  keys,
  keysUrl,
}: TypedKeys): { keys?: { keys: Record<string, unknown>[] }; keysUrl?: string } | undefined {
  if (way === 'none') return {};
  if (way === 'keysUrl') return { keysUrl: keysUrl.trim() };
  const set = readSet(keys);
  return set === undefined ? undefined : { keys: set };
}

/** The server says what is wrong with a key; here only whether it is a set at all. */
function readSet(text: string): { keys: Record<string, unknown>[] } | undefined {
  try {
    const read: unknown = JSON.parse(text);
    const isSet = typeof read === 'object' && read !== null && 'keys' in read && Array.isArray(read.keys);
    return isSet ? { keys: read.keys as Record<string, unknown>[] } : undefined; // the server checks each
  } catch {
    return undefined;
  }
}
