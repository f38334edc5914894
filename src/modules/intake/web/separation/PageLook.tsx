import { useElementSize } from '@mantine/hooks';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import classes from './separation.module.css';

/** The page in question, as large as the window lets it be, turned as the person turned it. */
export function PageLook({
  imageUrl,
  turn,
  label,
}: {
  readonly imageUrl: string | undefined;
  readonly turn: number;
  readonly label: string;
}) {
  const t = useTexts('intake');
  const { ref, width, height } = useElementSize();
  if (imageUrl === undefined) return <Empty icon="alert" title={t('item.unreadable')} text="" />;
  const across = turn % 180 !== 0;
  return (
    <div ref={ref} className={classes['look']}>
      <img
        src={imageUrl}
        alt={label}
        draggable={false}
        style={{
          rotate: `${turn}deg`,
          // A page on its side must fit with its sides changed.
          ...(across ? { maxWidth: height, maxHeight: width } : { maxWidth: width, maxHeight: height }),
        }}
      />
    </div>
  );
}
