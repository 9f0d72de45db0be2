import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { JoinForm, NewAccountForm } from '@/components/invite/invite-form';
import { EntryCard } from '@/components/shell/entry-card';
import { currentActor } from '@/lib/auth/actor';
import { PASSWORD_LENGTH } from '@/lib/auth/password';
import { AppError } from '@/lib/errors';
import { showInvitation } from '@/lib/server/people/show-invitation';
import { createAccount, join } from './actions';

/** The secret in the address must not be sent on to other sites, nor kept by search engines. */
export const metadata: Metadata = { title: 'Formulary', referrer: 'no-referrer' };

async function findInvitation(secret: string) {
  try {
    return await showInvitation({ secret });
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const invitation = await findInvitation(token);
  const t = await getTranslations('invite');
  if (!invitation) return <EntryCard title={t('invalid.title')} lead={t('invalid.text')} />;

  const actor = await currentActor();
  const words = await getTranslations('words.role');
  const format = await getFormatter();
  const roles = format.list(invitation.roles.map((role) => words(role)));
  return (
    <EntryCard
      title={t('title', { project: invitation.project.name })}
      lead={t('lead', { inviter: invitation.invitedBy, roles })}
    >
      {actor ? (
        <JoinForm action={join.bind(null, token)} name={actor.name} />
      ) : (
        <NewAccountForm
          action={createAccount.bind(null, token)}
          email={invitation.email}
          minimum={PASSWORD_LENGTH.minimum}
        />
      )}
      <p className="mt-5 border-t border-line pt-4 text-xs text-muted">
        {!actor && (
          <Link href={`/sign-in?next=${encodeURIComponent(`/invite/${token}`)}`} className="underline">
            {t('haveAccount')}
          </Link>
        )}{' '}
        {t('expires', { date: new Date(invitation.expiresAt) })}
      </p>
    </EntryCard>
  );
}
