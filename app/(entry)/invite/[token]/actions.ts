'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { answer, fieldsOf, parse, runAction } from '@/app/_shared/run-action';
import type { ActionState } from '@/components/ui/action-result';
import { checkNewPassword, hashPassword } from '@/lib/auth/password';
import { acceptInvitation } from '@/lib/server/people/accept-invitation';
import { showInvitation } from '@/lib/server/people/show-invitation';

const NewAccount = z.object({
  name: z.string().trim().min(1).max(100),
  email: z.email().max(320),
  password: z.string().max(1024),
});

/** Makes an account by invitation; the password is checked here, and leaves only as a hash. */
export async function createAccount(
  secret: string,
  _previous: ActionState<{ project: string }>,
  form: FormData,
): Promise<ActionState<{ project: string }>> {
  return answer(async () => {
    const { name, email, password } = parse(NewAccount, fieldsOf(form));
    checkNewPassword(password, [email, name]);
    // Hashing is costly on purpose: nobody without an invitation makes us do it.
    await showInvitation({ secret });
    return acceptInvitation(null, {
      secret,
      account: { name, email, passwordHash: await hashPassword(password) },
    });
  });
}

/** Joins as who is signed in. */
export async function join(secret: string): Promise<ActionState> {
  const result = await runAction(z.string(), secret, (actor) => acceptInvitation(actor, { secret }));
  if (!result.ok) return result;
  redirect(`/p/${result.value.project}`);
}
