import { definePolicy } from './core.ts';

/** A policy that an application starts under: rows that speak of one declaration put it here. */
export const soundPolicy = definePolicy({
  version: '1',
  effectiveFrom: '2026-01-01',
  controller: {
    name: 'Acme',
    address: '1 rue du Test, Lyon',
    contact: 'mailto:privacy@acme.example',
  },
  supervisoryAuthority: 'CNIL',
  purposes: {
    order: {
      is: 'dpv:CustomerOrderManagement',
      legalBasis: 'contract',
      categories: ['pd:Name'],
      retention: { startEvent: 'contract.end', duration: 'P3Y', action: 'erase' },
    },
    newsletter: {
      is: 'dpv:DirectMarketing',
      legalBasis: 'consent',
      categories: ['pd:EmailAddress'],
      retention: { startEvent: 'consent.withdrawn', duration: 'P0D', action: 'erase' },
    },
  },
});
