import { addressOf } from '../../../ui/api/call.ts';
import { useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type Box } from '../../../ui/viewer/geometry.ts';
import { PageRail, type PageRailProps } from '../../../ui/viewer/PageRail.tsx';
import { PageViewer } from '../../../ui/viewer/PageViewer.tsx';
import { toWord } from '../../../ui/viewer/read-words.ts';
import { contract } from '../contract.ts';
import { type OpenedItem } from './item.ts';

export interface ItemPagesProps {
  readonly opened: OpenedItem;
  readonly index: number;
  readonly onIndex: (index: number) => void;
  readonly zone?: Box | undefined;
  readonly ticks?: PageRailProps['ticks'];
}

/** A sheet whose size was not kept; only until its image is there. */
const LETTER_AT_200_DPI = { width: 1700, height: 2200 };

/** The pages of an item, small and large, with what became of those that are settled. */
export function ItemPages({ opened, index, onIndex, zone, ticks }: ItemPagesProps) {
  const t = useTexts('intake');
  const { id } = opened.item;
  const shown = opened.pages[index];
  const words = useRead(
    contract.pageWords,
    { params: { id, number: shown?.number ?? 1 } },
    { enabled: shown?.readable === true && !shown.blank },
  );
  const address = (form: typeof contract.pageImage, number: number) => addressOf(form, { id, number });
  return (
    <>
      {opened.pages.length > 1 && (
        <PageRail
          pages={opened.pages.map(({ number, readable, outcome }) => ({
            key: String(number),
            label: t('item.page', { number }),
            imageUrl: readable ? address(contract.pageThumbnail, number) : undefined,
            note: outcome === null ? undefined : t(`counts.${outcome.kind}`),
          }))}
          index={index}
          onIndex={onIndex}
          {...(ticks === undefined ? {} : { ticks })}
        />
      )}
      {shown?.readable === false ? (
        <Empty icon="alert" title={t('item.unreadable')} text={shown.detail ?? ''} />
      ) : (
        <PageViewer
          pages={opened.pages.map(({ number, width, height }) => ({
            id: `${id}/${number}`,
            width: width ?? LETTER_AT_200_DPI.width,
            height: height ?? LETTER_AT_200_DPI.height,
            imageUrl: address(contract.pageImage, number),
          }))}
          index={index}
          onIndex={onIndex}
          words={words.data?.words.map(toWord) ?? []}
          zone={zone}
        />
      )}
    </>
  );
}
