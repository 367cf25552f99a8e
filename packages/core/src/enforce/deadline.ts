/** Waits for an answer, but no longer than `milliseconds`; then rejects, and how the answer ends is ignored. */
export function within<T>(answer: PromiseLike<T>, milliseconds: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('deadline passed')), milliseconds);
    // Whatever has a `then` may be somebody else's idea of a promise.
    Promise.resolve(answer)
      .finally(() => clearTimeout(timer))
      .then(resolve, reject);
  });
}

/** Whether an answer must be waited for, also where it is somebody else's idea of a promise. */
export function isThenable<T>(answer: T | Promise<T>): answer is Promise<T> {
  if (typeof answer !== 'object' || answer === null) return false;
  const { then }: { readonly then?: unknown } = answer;
  return typeof then === 'function';
}
