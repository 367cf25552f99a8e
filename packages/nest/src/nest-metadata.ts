import 'reflect-metadata';

/** The keys under which Nest 11 and 12 keep what its decorators say; neither exports all of them. */
const KEYS = {
  path: 'path',
  guards: '__guards__',
  sse: '__sse__',
  status: '__httpCode__',
  arguments: '__routeArguments__',
  parameterTypes: 'design:paramtypes',
  returnType: 'design:returntype',
  pattern: 'microservices:pattern',
  patternKind: 'microservices:handler_type',
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

/** Whether a method resolves a field of an object, which Nest does without filters unless it is told otherwise. */
export function resolvesField(method: object): boolean {
  return (
    Reflect.hasMetadata(KEYS.resolvedField, method) && !Reflect.hasMetadata(KEYS.resolver, method)
  );
}

/** Whether a handler sends server-sent events. */
export function sendsEvents(method: object): boolean {
  return Reflect.getMetadata(KEYS.sse, method) === true;
}

/** Whether a handler of messages answers nobody: what it returns goes nowhere. */
export function answersNobody(method: object): boolean {
  return Reflect.getMetadata(KEYS.patternKind, method) === EVENT;
}

/** How @nestjs/microservices numbers the handlers of events. */
const EVENT = 2;

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
  const types = parameterTypesOf(type, name);
  return Object.entries(Object(noted)).flatMap(([key, value]) => {
    const from = PARAMETERS[key.split(':', 1)[0] ?? ''];
    const { index, data }: { index?: unknown; data?: unknown } = Object(value);
    if (from === undefined || typeof index !== 'number') return [];
    const oneKey = typeof data === 'string' ? data : undefined;
    return [{ from, index, type: types[index], key: oneKey }];
  });
}

/** The classes of all parameters of a method, as the compiler noted them. */
export function parameterTypesOf(type: ClassType, name: string): readonly unknown[] {
  const types: unknown = Reflect.getMetadata(KEYS.parameterTypes, type.prototype, name);
  return Array.isArray(types) ? types : [];
}

/** The class that a method returns, as the compiler noted it; `Promise` and `Object` say nothing. */
export function returnTypeOf(type: ClassType, name: string): unknown {
  return Reflect.getMetadata(KEYS.returnType, type.prototype, name);
}

/** Whether a handler answers with a status that has no body: `@HttpCode(204)`. */
export function answersWithoutBody(method: object): boolean {
  const status: unknown = Reflect.getMetadata(KEYS.status, method);
  return status === 204 || status === 205;
}

/** The guards of a handler, or of a class, in the order in which they run. */
function guardsOf(holder: object): readonly unknown[] {
  const guards: unknown = Reflect.getOwnMetadata(KEYS.guards, holder);
  return Array.isArray(guards) ? guards : [];
}

/** Handlers and classes at which a guard stood after ours, before ours was put last. */
const followed = new WeakSet<object>();

/** Whether another guard was written after `guard` at a handler or a class. */
export function isFollowed(holder: object, guard: object): boolean {
  const guards = guardsOf(holder);
  const at = guards.indexOf(guard);
  if (at !== -1 && at < guards.length - 1) followed.add(holder);
  return followed.has(holder);
}

/**
 * Has a guard run after every other one of a handler: those of its class run before its own, so it is taken away there.
 * Ask {@link isFollowed} before.
 */
export function putGuardLast(type: ClassType, method: object, guard: object): void {
  const ofClass: unknown = Reflect.getMetadata(KEYS.guards, type);
  if (Array.isArray(ofClass) && ofClass.includes(guard))
    Reflect.defineMetadata(KEYS.guards, without(ofClass, guard), type);
  Reflect.defineMetadata(KEYS.guards, [...without(guardsOf(method), guard), guard], method);
}

function without(guards: readonly unknown[], guard: object): readonly unknown[] {
  return guards.filter((it) => it !== guard);
}

/**
 * The method of a class that no other class has: an inherited one is given a stand-in here, so that what is put at it
 * does not hold for the other classes that inherit it.
 */
export function ownMethod(type: ClassType, { name, method }: NamedMethod): Method {
  if (Object.hasOwn(type.prototype, name)) return method;
  const standIn = function (this: unknown, ...args: never[]): unknown {
    return Reflect.apply(method, this, args);
  };
  Object.defineProperty(standIn, 'name', { value: method.name, configurable: true });
  Object.defineProperty(standIn, 'length', { value: method.length, configurable: true });
  copyMetadata(method, standIn);
  Object.defineProperty(type.prototype, name, {
    value: standIn,
    writable: true,
    configurable: true,
  });
  return standIn;
}

/** Copies what decorators have noted of a function to the one that stands in for it. */
export function copyMetadata(from: object, to: object): void {
  for (const key of Reflect.getOwnMetadataKeys(from)) {
    Reflect.defineMetadata(key, Reflect.getOwnMetadata(key, from), to);
  }
}
