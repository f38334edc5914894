import { Button, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { type QueryOf, type ResponseOf } from '../../../../platform/http/contract.ts';
import { newKey, upload as send } from '../../../../ui/api/call.ts';
import { readKey } from '../../../../ui/api/reads.tsx';
import { useUpload } from '../../../../ui/api/use-upload.ts';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { FilePicker } from '../../../../ui/fields/FilePicker.tsx';
import { Icon } from '../../../../ui/icons.tsx';
import { houseContract } from '../../house-templates/contract.ts';

/** Takes a Word document; what the reader refuses stands below the button. */
export function UploadButton(props: {
  readonly query: QueryOf<typeof houseContract.uploadHouseTemplate>;
  readonly label: string;
  readonly disabled?: boolean;
  readonly onUploaded: (uploaded: ResponseOf<typeof houseContract.uploadHouseTemplate>) => void;
}) {
  const client = useQueryClient();
  const picker = useRef<HTMLInputElement>(null);
  const upload = useUpload(async (file) => {
    const uploaded = await send(houseContract.uploadHouseTemplate, { query: props.query }, [file], { key: newKey() });
    await client.invalidateQueries({ queryKey: readKey(houseContract.houseTemplates) });
    props.onUploaded(uploaded);
  });
  return (
    <Stack gap="xs" align="flex-start">
      <Button
        size="sm"
        leftSection={<Icon name="upload" size={16} />}
        loading={upload.isSending}
        disabled={props.disabled === true}
        onClick={() => picker.current?.click()}
      >
        {props.label}
      </Button>
      <FilePicker ref={picker} label={props.label} accept=".docx" onFiles={upload.take} />
      {upload.refused !== undefined && <ProblemNotice error={upload.refused} takeFocus />}
    </Stack>
  );
}
