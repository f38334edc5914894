/** By it a spreadsheet knows that the letters are UTF-8; whoever reads such a table here passes it over. */
const BYTE_ORDER_MARK = '\u{FEFF}';

/** As a table for a spreadsheet (RFC 4180), in which no cell can be a formula. */
export function printTable(lines: readonly (readonly string[])[]): Buffer {
  return Buffer.from(BYTE_ORDER_MARK + lines.map((cells) => `${cells.map(cell).join(',')}\r\n`).join(''), 'utf8');
}

/** A number below zero is no formula. */
const NEGATIVE = /^-\d+(\.\d+)?$/;

function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) && !NEGATIVE.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
