/** Where an OTLP/HTTP receiver takes spans: `/v1/traces`, unless its URL says so already. Throws a TypeError for what is no URL. */
export function tracesUrl(url: string): string {
  // The URL itself stays out of the message: it may hold credentials.
  if (!URL.canParse(url)) throw new TypeError('The `url` of the OTLP receiver is not a URL');
  const base = url.replace(/\/+$/, '');
  return base.endsWith('/v1/traces') ? base : `${base}/v1/traces`;
}
