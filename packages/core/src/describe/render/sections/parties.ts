import type { PublishedParty } from '../../../rights/published-parties.ts';
import type { NoticeDocument } from '../../notice/document.ts';
import type { Sections } from '../../phrases/sections.ts';
import { countryName } from '../format.ts';
import { addressRun, fact, facts, joined, words } from '../lines.ts';
import type { Line, Run, Section } from '../page.ts';

/** Who answers for the processing (Art. 13(1)(a)-(b)). */
export function partiesSection(document: NoticeDocument, { parties }: Sections): Section {
  const { controller, jointControllers, representative } = document;
  return {
    id: 'parties',
    heading: parties.heading,
    blocks: facts([
      ...fact(parties.controller, [line(controller) ?? words(parties.controllerMissing)]),
      ...fact(parties.jointControllers, jointControllers.map(line)),
      ...fact(parties.representative, [line(representative)]),
      ...fact(parties.officer, [line(document.dataProtectionOfficer)]),
      ...fact(parties.privacyContact, [line(document.dataProtectionContact)]),
    ]),
  };

  function line(party: PublishedParty | null): Line | null {
    if (party === null) return null;
    const { name, address, identifier, contact, country } = party;
    const named = [name, address, identifier].filter((each) => each !== undefined);
    const runs: Run[] = named.map((text) => ({ text }));
    if (country !== undefined) runs.push({ text: countryName(country, document.language) });
    if (contact !== undefined) runs.push(addressRun(contact));
    return runs.length === 0 ? null : joined(runs);
  }
}
