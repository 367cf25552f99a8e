/** What the application has opened, lent to a library that would otherwise close it: `closing` does nothing. */
export function lent<T extends object>(owned: T, closing: keyof T): T {
  return new Proxy(owned, {
    get: (target, key) => {
      if (key === closing) return async () => {};
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
