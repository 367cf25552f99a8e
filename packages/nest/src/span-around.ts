import type { HandlerSpans } from './options.ts';

/** Runs a handler inside a span of its name; `undefined` where the application asked for none. @param place `Controller.handler` */
export function spanAround(
  spans: HandlerSpans | undefined,
  place: string,
): ((work: () => unknown) => unknown) | undefined {
  if (spans === undefined) return undefined;
  const [controller = '', callback = ''] = place.split('.');
  const attributes = { 'nestjs.controller': controller, 'nestjs.callback': callback };
  return (work) => spans(place, attributes, work);
}
