import 'reflect-metadata';

/** The keys under which Nest 11 and 12 keep what its decorators say; neither exports all of them. */
const KEYS = {
  path: 'path',
  guards: '__guards__',
  sse: '__sse__',
  arguments: '__routeArguments__',
  parameterTypes: 'design:paramtypes',
  returnType: 'design:returntype',
  pattern: 'microservices:pattern',
  resolver: 'graphql:resolver_type',
  resolvedField: 'graphql:resolve_property',
} as const;

/** Any class. */
export type ClassType = abstract new (...args: never[]) => unknown;

/** Any method, as it stands on a prototype. */
export type Method = (...args: never[]) => unknown;

/** A method of a class that an application has written. */
export interface NamedMethod {
  readonly name: string;
  readonly method: Method;
}

/** How a method is reached. */
export type Reached = 'by request' | 'by message' | 'by resolver' | 'by call';

/** Says how a method is reached, by what Nest's own decorators have noted of it. */
export function reachedBy(method: object): Reached {
  if (Reflect.hasMetadata(KEYS.path, method)) return 'by request';
  if (Reflect.hasMetadata(KEYS.pattern, method)) return 'by message';
  return Reflect.hasMetadata(KEYS.resolver, method) ||
    Reflect.hasMetadata(KEYS.resolvedField, method)
    ? 'by resolver'
    : 'by call';
}

/** Whether a handler sends server-sent events. */
export function sendsEvents(method: object): boolean {
  return Reflect.getMetadata(KEYS.sse, method) === true;
}

/** All methods of a class, its own and the inherited ones, each name once. */
export function methodsOf(type: ClassType): readonly NamedMethod[] {
  const found = new Map<string, Method>();
  for (
    let it: object = type.prototype;
    it && it !== Object.prototype;
    it = Object.getPrototypeOf(it)
  ) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(it))) {
      if (name !== 'constructor' && typeof value === 'function' && !found.has(name))
        found.set(name, value);
    }
  }
  return [...found].map(([name, method]) => ({ name, method }));
}

/** What a handler takes from a request, or from a message. */
export interface Taken {
  readonly from: 'body' | 'query' | 'params';
  readonly index: number;
  /** Its class, as the compiler noted it. */
  readonly type: unknown;
  /** `@Param('id')` takes one key; then the class is that of the value. */
  readonly key: string | undefined;
}

const PARAMETERS: Readonly<Record<string, Taken['from']>> = { 3: 'body', 4: 'query', 5: 'params' };

/** What a handler takes, by its parameter decorators. */
export function takenBy(type: ClassType, name: string): readonly Taken[] {
  const noted: unknown = Reflect.getMetadata(KEYS.arguments, type, name);
  const types: unknown = Reflect.getMetadata(KEYS.parameterTypes, type.prototype, name);
  return Object.entries(Object(noted)).flatMap(([key, value]) => {
    const from = PARAMETERS[key.split(':', 1)[0] ?? ''];
    const { index, data }: { index?: unknown; data?: unknown } = Object(value);
    if (from === undefined || typeof index !== 'number') return [];
    const taken = Array.isArray(types) ? types[index] : undefined;
    return [{ from, index, type: taken, key: typeof data === 'string' ? data : undefined }];
  });
}

/** The class that a method returns, as the compiler noted it; `Promise` and `Object` say nothing. */
export function returnTypeOf(type: ClassType, name: string): unknown {
  return Reflect.getMetadata(KEYS.returnType, type.prototype, name);
}

/** Whether the compiler noted what a method returns, be it nothing. */
export function hasReturnType(type: ClassType, name: string): boolean {
  return Reflect.hasMetadata(KEYS.returnType, type.prototype, name);
}

/** The guards of a handler, or of a class, in the order in which they run. */
export function guardsOf(holder: object): readonly unknown[] {
  const guards: unknown = Reflect.getOwnMetadata(KEYS.guards, holder);
  return Array.isArray(guards) ? guards : [];
}

/** Has a guard run after every other one of its handler. */
export function putGuardLast(method: object, guard: object): void {
  const others = guardsOf(method).filter((it) => it !== guard);
  Reflect.defineMetadata(KEYS.guards, [...others, guard], method);
}

/** Copies what decorators have noted of a function to the one that stands in for it. */
export function copyMetadata(from: object, to: object): void {
  for (const key of Reflect.getOwnMetadataKeys(from)) {
    Reflect.defineMetadata(key, Reflect.getOwnMetadata(key, from), to);
  }
}
