import { askedLock, type Wire } from './asked-lock';
import type { Clock } from './clock';
import type { TabLock } from './tabs';

/**
 * The lock by the Web Locks API.
 * @throws DOMException NotSupportedError where the page has none (plain HTTP), or what the browser refuses it with
 */
function webLock(name: string): TabLock {
  return {
    acquire: (onWait) =>
      new Promise((resolve, reject) => {
        const locks = (navigator as Partial<Navigator>).locks;
        if (!locks) throw new DOMException('There are no Web Locks here.', 'NotSupportedError');
        const holding = () => new Promise<void>((letGo) => resolve(letGo));
        locks
          .request(name, { ifAvailable: true }, (lock) => {
            if (lock) return holding();
            onWait();
            locks.request(name, holding).catch(reject);
            return undefined;
          })
          .catch(reject);
      }),
  };
}

/** The first of several ways to lock that the browser allows; with none of them the server's version check alone keeps order. */
export function firstOf(...ways: readonly TabLock[]): TabLock {
  return {
    async acquire(onWait) {
      for (const way of ways) {
        try {
          return await way.acquire(onWait);
        } catch {
          // Another way may do.
        }
      }
      return () => undefined;
    },
  };
}

/** The lock of this name between the tabs of this browser. */
export function browserLock(name: string, clock: Clock): TabLock {
  const wire = (): Wire => {
    const channel = new BroadcastChannel(`${name}/lock`);
    return {
      post: (message) => channel.postMessage(message),
      listen: (listener) => {
        channel.onmessage = (event: MessageEvent<unknown>) => listener(event.data);
      },
      close: () => channel.close(),
    };
  };
  return firstOf(webLock(name), askedLock(wire, clock));
}
