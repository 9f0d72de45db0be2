import { signOut } from 'next-auth/react';

/** Ends the session on the server, then shows the door; also when the server cannot be asked. */
export async function leave(): Promise<void> {
  await signOut({ redirect: false }).catch(() => undefined);
  window.location.assign('/sign-in?left=1');
}
