import { addressOf } from '../../../ui/api/call.ts';
import { useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type Box, type Quarter } from '../../../ui/viewer/geometry.ts';
import { PageRail, type PageRailProps } from '../../../ui/viewer/PageRail.tsx';
import { PageViewer } from '../../../ui/viewer/PageViewer.tsx';
import { toWord } from '../../../ui/viewer/read-words.ts';
import { contract } from '../contract.ts';
import { useDocumentTypes } from '../../documents/web/index.tsx';
import { describeCode } from './describe-code.ts';
import classes from './intake.module.css';
import { type ItemPage } from './item.ts';
import { PageNotes } from './PageNotes.tsx';

export interface ItemPagesProps {
  readonly pages: readonly ItemPage[];
  readonly index: number;
  readonly onIndex: (index: number) => void;
  readonly zone?: Box | undefined;
  readonly ticks?: PageRailProps['ticks'];
}

/** A sheet whose size was not kept; only until its image is there. */
const LETTER_AT_200_DPI = { width: 1700, height: 2200 };

/** The pages of an item or a document, small and large, with what became of those that are settled. */
export function ItemPages({ pages, index, onIndex, zone, ticks }: ItemPagesProps) {
  const t = useTexts('intake');
  const { typeOf } = useDocumentTypes();
  const shown = pages[index];
  const words = useRead(
    contract.pageWords,
    { params: { id: shown?.itemId ?? '', number: shown?.itemPage ?? 1 } },
    { enabled: shown?.readable === true && (!shown.blank || shown.barcodes > 0) },
  );
  const marks = words.data?.barcodes.map((code) => ({
    box: { left: code.box.x, top: code.box.y, width: code.box.w, height: code.box.h },
    ...describeCode(code, t, (type) => typeOf(type)?.name ?? type),
  }));
  const address = (form: typeof contract.pageImage, page: ItemPage) =>
    addressOf(form, { id: page.itemId, number: page.itemPage }, pictureOf(page));
  return (
    <>
      {pages.length > 1 && (
        <PageRail
          pages={pages.map((page) => ({
            key: String(page.number),
            label: t('item.page', { number: page.number }),
            imageUrl: page.readable ? address(contract.pageThumbnail, page) : undefined,
            turn: quarter(page.turn),
            note: page.outcome === null ? undefined : t(`counts.${page.outcome.kind}`),
          }))}
          index={index}
          onIndex={onIndex}
          {...(ticks === undefined ? {} : { ticks })}
        />
      )}
      <div className={classes['shownPage']}>
        <PageNotes page={shown} />
        {shown?.readable === false ? (
          <Empty icon="alert" title={t('item.unreadable')} text={shown.detail ?? ''} />
        ) : (
          <PageViewer
            pages={pages.map((page) => ({
              id: `${page.itemId}/${page.itemPage}`,
              width: page.width ?? LETTER_AT_200_DPI.width,
              height: page.height ?? LETTER_AT_200_DPI.height,
              turn: quarter(page.turn),
              imageUrl: address(contract.pageImage, page),
            }))}
            index={index}
            onIndex={onIndex}
            words={words.data?.words.map(toWord) ?? []}
            zone={zone}
            marks={marks}
          />
        )}
      </div>
    </>
  );
}

/** One that was made anew has another address than the one a browser keeps. */
const pictureOf = ({ readTurn }: ItemPage) => (readTurn === 0 ? {} : { read: readTurn });
const quarter = (turn: number): Quarter => (turn === 90 || turn === 180 || turn === 270 ? turn : 0);
