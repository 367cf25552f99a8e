import type { DataSourceAlias, DataSourceId } from '../vocabulary/index.ts';
import type { IsoDuration, Place, Words } from './words.ts';

/** Where data come from (Art. 13, 14(2)(f)). */
export interface DataSourceInput {
  readonly kind: DataSourceAlias | DataSourceId;
  readonly describe?: Words;
  /** Whether publicly accessible (Art. 14(2)(f)). */
  readonly public?: boolean;
  readonly at?: Place;
}

/** A place where data are collected: a closed list, so that a model bound elsewhere is a finding. */
export interface CollectionPointInput {
  readonly channel: 'web' | 'email' | 'phone' | 'post' | 'in-person' | 'event' | 'import' | 'app';
  /** Routes of the application, `POST /orders`. */
  readonly routes?: readonly string[];
  /** Name of the data source, where it is not the data subject; one that is not declared is a finding. */
  readonly source?: string;
  /** Collected on a visit, without any act of the data subject. */
  readonly automatic?: boolean;
  readonly describe?: Words;
  readonly at?: Place;
}

/** The conditions under which the CNIL exempts audience measurement from consent (LIL 82, delib. 2020-091); all must be true. */
export interface AudienceExemptionInput {
  /** Only for the site's own account. */
  readonly ownMeasurementOnly: boolean;
  readonly anonymousStatisticsOnly: boolean;
  /** No following across sites and no combination with other processing. */
  readonly noCrossSite: boolean;
  readonly informed: boolean;
  readonly optOut: boolean;
}

/** One cookie or similar technology (LIL 82, ePrivacy Art. 5(3)). */
export interface CookieInput<P extends string = string> {
  readonly purpose?: NoInfer<P>;
  /** Further purposes of the same cookie: one that needs consent makes the whole cookie need it. */
  readonly alsoFor?: readonly NoInfer<P>[];
  readonly category: 'strictly-necessary' | 'functional' | 'audience' | 'advertising' | 'sharing';
  readonly describe?: Words;
  /** ISO 8601 duration, or `session`. */
  readonly duration?: IsoDuration | 'session';
  readonly provider?: string;
  readonly policyUrl?: string;
  /** How the text says refusal works. Browser settings alone are no valid mechanism. */
  readonly refusal?: 'banner' | 'browser-settings' | 'none';
  /** Where the text says how refusal works, if elsewhere. */
  readonly refusalAt?: Place;
  /** Whether the person is told before it is read or written. */
  readonly announced?: boolean;
  /** Written only once the person has asked for it: the act, `remember-me`, `share-button`. */
  readonly onlyAfter?: string;
  readonly exemption?: AudienceExemptionInput;
  readonly at?: Place;
}
