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

/** Whether an answer is one that must be waited for. */
export function isPromise<T>(answer: T | Promise<T>): answer is Promise<T> {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'then' in answer &&
    typeof answer.then === 'function'
  );
}
