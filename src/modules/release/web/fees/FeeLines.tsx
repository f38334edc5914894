import { useTexts } from '../../../../ui/i18n.ts';
import { type FeeLine } from './fee.ts';
import classes from './fees.module.css';
import { printMoney } from './money.ts';

/** Each line with its working and the rule it rests on, and the sum, so that whoever pays can check it. */
export function FeeLines({
  label,
  lines,
  total,
}: {
  readonly label: string;
  readonly lines: readonly FeeLine[];
  readonly total: number;
}) {
  const t = useTexts('release');
  return (
    <table role="table" className={classes['lines']} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('fee.lines.text')}</th>
          <th scope="col">{t('fee.lines.working')}</th>
          <th scope="col">{t('fee.lines.rule')}</th>
          <th scope="col" className={classes['money']}>
            {t('fee.lines.amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, at) => (
          <tr key={`${line.id}-${at}`}>
            <th scope="row">{line.text}</th>
            <td>{line.working}</td>
            <td>
              <small>{line.citations.join('; ')}</small>
            </td>
            <td className={classes['money']}>{printMoney(line.amount)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>
            {t('fee.lines.total')}
          </th>
          <td className={classes['money']}>{printMoney(total)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
