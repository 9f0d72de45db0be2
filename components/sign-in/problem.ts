/** Why somebody could not sign in. */
export type SignInProblem = 'credentials' | 'rateLimited' | 'provider' | 'unreachable';

/** next-auth answers a code: its own for wrong credentials, ours for the rest (lib/auth/options). */
export function problemOf(code: string): SignInProblem {
  if (code === 'rate_limited') return 'rateLimited';
  if (code === 'CredentialsSignin') return 'credentials';
  return code === 'no_account' || code.startsWith('OAuth') ? 'provider' : 'unreachable';
}
