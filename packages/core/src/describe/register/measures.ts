import type { MeasuresInput } from '../../declare/policy-input.ts';
import { type Reading, read, type Text } from '../parts/reading.ts';

/** Technical and organisational measures in words (Art. 30(1)(g), 32(1)). */
export interface Measures {
  readonly technicalMeasures: readonly Text[];
  readonly organisationalMeasures: readonly Text[];
}

const PROTOCOLS = {
  ssl: 'SSL',
  'tls-1.0': 'TLS 1.0',
  'tls-1.1': 'TLS 1.1',
  'tls-1.2': 'TLS 1.2',
  'tls-1.3': 'TLS 1.3',
} as const;

/** The measures that a policy names, the protocols of transport among the technical ones. */
export function measuresOf(measures: MeasuresInput | undefined, reading: Reading): Measures {
  const { technical = [], organisational = [], transport = [] } = measures ?? {};
  const { language, phrases } = reading;
  const transports = transport.map(({ protocol }) => ({
    text: phrases.transport(PROTOCOLS[protocol]),
    language,
  }));
  return {
    technicalMeasures: [...inReading(technical), ...transports],
    organisationalMeasures: inReading(organisational),
  };

  function inReading(words: NonNullable<MeasuresInput['technical']>): readonly Text[] {
    return words.map((each) => read(each, reading)).filter((text) => text !== null);
  }
}
