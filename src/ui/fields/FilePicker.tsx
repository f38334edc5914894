import { type RefObject } from 'react';

/** The field behind a button that lets a person choose files: the button clicks it, it is never seen itself. */
export function FilePicker(props: {
  readonly ref: RefObject<HTMLInputElement | null>;
  readonly label: string;
  /** As the attribute of HTML; without it any file. */
  readonly accept?: string;
  readonly multiple?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}) {
  return (
    <input
      ref={props.ref}
      type="file"
      hidden
      tabIndex={-1}
      accept={props.accept}
      multiple={props.multiple === true}
      aria-label={props.label}
      onChange={({ currentTarget }) => {
        const files = [...(currentTarget.files ?? [])];
        // The same file chosen again is a choice again.
        currentTarget.value = '';
        if (files.length > 0) props.onFiles(files);
      }}
    />
  );
}
