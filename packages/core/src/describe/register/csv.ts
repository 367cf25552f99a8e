import type { PublishedParty } from '../../rights/published-parties.ts';
import type { Language } from '../../vocabulary/index.ts';
import type { Text } from '../parts/reading.ts';
import type { Recipient, Transfer } from '../parts/recipients.ts';
import { sectionsIn } from '../phrases/phrases.ts';
import type { RegisterColumn } from '../phrases/sections.ts';
import { csv } from './csv-text.ts';
import type {
  Activity,
  ControllerActivity,
  ProcessorActivity,
  RegisterDocument,
} from './document.ts';

/** The columns of the register's table, in their order. */
export const REGISTER_COLUMNS = [
  'section',
  'controller',
  'jointControllers',
  'representative',
  'dataProtectionOfficer',
  'processor',
  'tenant',
  'contractReference',
  'purpose',
  'term',
  'description',
  'legalBasis',
  'legalReference',
  'dataSubjects',
  'categories',
  'specialCategories',
  'recipients',
  'transfers',
  'timeLimits',
  'technicalMeasures',
  'organisationalMeasures',
] as const satisfies readonly RegisterColumn[];

/** What one row says; several values of a column are kept apart by a bar. */
type Row = Readonly<Partial<Record<RegisterColumn, readonly (string | undefined)[]>>>;

/**
 * The register as CSV (RFC 4180: UTF-8, CRLF), one row per activity, the headings in the language of the document.
 * Cells that a spreadsheet would take for a formula begin with an apostrophe.
 */
export function registerCsv(document: RegisterDocument): string {
  const { register: headings } = sectionsIn(document.language);
  const rows = [
    ...document.controller.activities.map((each) => controllerRow(each, document)),
    ...document.processor.activities.map((each) => processorRow(each, document)),
  ];
  return csv([
    REGISTER_COLUMNS.map((column) => [headings[column]]),
    ...rows.map((row) => REGISTER_COLUMNS.map((column) => row[column] ?? [])),
  ]);
}

function controllerRow(
  activity: ControllerActivity,
  { controller, language }: RegisterDocument,
): Row {
  return {
    ...activityRow(activity, language),
    section: [sectionsIn(language).register.asController],
    controller: [party(controller.controller)],
    jointControllers: controller.jointControllers.map(party),
    representative: [party(controller.representative)],
    dataProtectionOfficer: [party(controller.dataProtectionOfficer)],
  };
}

function processorRow(activity: ProcessorActivity, { processor, language }: RegisterDocument): Row {
  return {
    ...activityRow(activity, language),
    section: [sectionsIn(language).register.asProcessor],
    controller: [party(activity.controller)],
    representative: [party(processor.representative)],
    dataProtectionOfficer: [party(processor.dataProtectionOfficer)],
    processor: [party(processor.processor)],
    tenant: [activity.tenant],
    contractReference: [activity.contractReference],
  };
}

function activityRow(activity: Activity, language: Language): Row {
  const { legalBasis, categories, retention } = activity;
  return {
    purpose: [activity.purpose, activity.label].filter((each, at, all) => all.indexOf(each) === at),
    term: [activity.term],
    description: [activity.description?.text],
    legalBasis: [legalBasis === null ? undefined : `${legalBasis.label} (${legalBasis.article})`],
    legalReference: [activity.legalReference],
    dataSubjects: activity.dataSubjects.map(({ label }) => label),
    categories: categories.map(({ id, label }) => `${label} (${id})`),
    specialCategories: categories.filter(({ special }) => special).map(({ label }) => label),
    recipients: activity.recipients.map(recipient),
    transfers: activity.transfers.map((each) => transfer(each, language)),
    timeLimits: retention.map(({ sentence, criterion, legalReference }) =>
      inOne([sentence, criterion?.text, legalReference], ' '),
    ),
    technicalMeasures: activity.technicalMeasures.map(({ text }) => text),
    organisationalMeasures: activity.organisationalMeasures.map(({ text }) => text),
  };
}

function party(named: PublishedParty | null): string | undefined {
  return named === null
    ? undefined
    : inOne([named.name, named.address, named.identifier, named.contact, named.country]);
}

function recipient({ id, name, category, role, country }: Recipient): string {
  return inOne([called(id, name, category), role.label, country]);
}

function transfer(to: Transfer, language: Language): string {
  const { country, outside, safeguard } = to;
  const place = outside === undefined ? country : sectionsIn(language).recipients.outside[outside];
  return inOne([
    called(to.recipient, to.name, to.category),
    place,
    safeguard?.label,
    safeguard?.article,
    safeguard?.reference,
  ]);
}

function called(id: string, name: string | undefined, category: Text | null): string {
  return name ?? category?.text ?? id;
}

function inOne(parts: readonly (string | undefined)[], between = ', '): string {
  return parts.filter((each) => each !== undefined).join(between);
}
