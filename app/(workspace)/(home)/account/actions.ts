'use server';
import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { fieldsOf, runAction } from '@/app/_shared/run-action';
import type { ActionResult, ActionState } from '@/components/ui/action-result';
import { currentSessionId } from '@/lib/auth/actor';
import { newApiToken } from '@/lib/auth/api-token';
import { changePassword } from '@/lib/auth/change-password';
import { LOCALES } from '@/lib/i18n/config';
import { endSessions, setLocale } from '@/lib/server/people/account';
import { createToken, revokeToken } from '@/lib/server/people/tokens';

const NewPassword = z.object({ current: z.string().min(1).max(1024), next: z.string().min(1).max(1024) });

export async function savePassword(_previous: ActionState, form: FormData): Promise<ActionState> {
  return runAction(NewPassword, fieldsOf(form), async (actor, input) => {
    await changePassword(actor, { ...input, sessionId: await currentSessionId() });
    return null;
  });
}

export async function endOtherSessions(): Promise<ActionResult<{ ended: number }>> {
  return runAction(z.undefined(), undefined, async (actor) =>
    endSessions(actor, { keepSessionId: await currentSessionId() }),
  );
}

const NewToken = z.object({
  name: z.string().trim().min(1).max(100),
  days: z.union([z.literal('').transform(() => null), z.coerce.number().int().min(1).max(3650)]),
});

export async function makeToken(
  _previous: ActionState<{ secret: string }>,
  form: FormData,
): Promise<ActionState<{ secret: string }>> {
  const result = await runAction(NewToken, fieldsOf(form), async (actor, { name, days }) => {
    const { secret, hash } = newApiToken();
    const expiresAt = days === null ? null : new Date(Date.now() + days * 86_400_000);
    await createToken(actor, { name, tokenHash: hash, expiresAt });
    return { secret };
  });
  revalidatePath('/account');
  return result;
}

export async function endToken(input: { id: string }): Promise<ActionResult> {
  const result = await runAction(z.object({ id: z.uuid() }), input, async (actor, { id }) => {
    await revokeToken(actor, { id });
    return null;
  });
  revalidatePath('/account');
  return result;
}

/** Keeps the language with the account, so that another browser starts in it. */
export async function keepLocale(locale: string): Promise<ActionResult> {
  return runAction(z.enum(LOCALES), locale, async (actor, chosen) => {
    await setLocale(actor, { locale: chosen });
    return null;
  });
}
