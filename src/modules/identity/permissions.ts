export const permissions = {
  'identity/read':
    'See registrations that may be one person or hold two, what was decided, and what of the register cannot be right.',
  'identity/work': 'Decide on pairs, merge and unmerge, divide an overlay, dismiss findings.',
  'identity/manage': 'Set the cut-off and the downstream systems, go through the whole register.',
  'identity/report': 'Report two people in one record, or a document that stands wrongly.',
} as const;
