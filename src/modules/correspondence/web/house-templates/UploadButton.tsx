import { Button, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type QueryOf, type ResponseOf } from '../../../../platform/http/contract.ts';
import { newKey, upload } from '../../../../ui/api/call.ts';
import { readKey } from '../../../../ui/api/reads.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { Icon } from '../../../../ui/icons.tsx';
import { houseContract } from '../../house-templates/contract.ts';
import classes from '../correspondence.module.css';

/** Takes a Word document; what the reader refuses stands below the button. */
export function UploadButton(props: {
  readonly query: QueryOf<typeof houseContract.uploadHouseTemplate>;
  readonly label: string;
  readonly disabled?: boolean;
  readonly onUploaded: (uploaded: ResponseOf<typeof houseContract.uploadHouseTemplate>) => void;
}) {
  const client = useQueryClient();
  const picker = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<Error>();
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    setSending(true);
    setRefused(undefined);
    try {
      const uploaded = await upload(houseContract.uploadHouseTemplate, { query: props.query }, [file], {
        key: newKey(),
      });
      await client.invalidateQueries({ queryKey: readKey(houseContract.houseTemplates) });
      props.onUploaded(uploaded);
    } catch (error) {
      setRefused(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setSending(false);
    }
  };
  return (
    <Stack gap="xs" align="flex-start">
      <Button
        size="sm"
        leftSection={<Icon name="upload" size={16} />}
        loading={sending}
        disabled={props.disabled === true}
        onClick={() => picker.current?.click()}
      >
        {props.label}
      </Button>
      <input
        ref={picker}
        type="file"
        accept=".docx"
        className={classes['picker']}
        tabIndex={-1}
        aria-label={props.label}
        onChange={(event) => {
          void take(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      {refused !== undefined && <ProblemNotice error={refused} takeFocus />}
    </Stack>
  );
}
