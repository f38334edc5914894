export const permissions = {
  'release/read': 'See requests for records, disclosures and accountings.',
  'release/work': 'Receive requests, identify, verify, record authority, choose the scope.',
  'release/approve': 'Approve a release that somebody else prepared, or send it back.',
  'release/deliver': 'Hand packets over and confirm it.',
  'release/bill': 'Work out fees, send invoices, record payments and refunds.',
  'release/waive': 'Waive a fee, write it off, take an invoice back.',
  'release/report': 'See what the release desk did, how long it took and what is due.',
  'release/manage': 'Cancel and close requests, take links back, account for disclosures.',
} as const;
