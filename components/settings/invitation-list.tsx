'use client';
import { useTranslations } from 'next-intl';
import type { ActionResult } from '@/components/ui/action-result';
import { Button } from '@/components/ui/button';
import { FailureNotice } from '@/components/ui/failure-notice';
import { useAction } from '@/components/ui/use-action';
import type { Role } from '@/lib/domain/permissions';

export type Invitation = { id: string; email: string | null; roles: Role[]; expiresAt: string };

/** Links that nobody has used yet, and may be taken back. */
export function InvitationList({
  invitations,
  revoke,
}: {
  invitations: Invitation[];
  revoke: (input: { id: string }) => Promise<ActionResult>;
}) {
  const t = useTranslations('settings.invite');
  const words = useTranslations('words.role');
  const { run, pending, failure } = useAction();
  return (
    <>
      {failure && <FailureNotice failure={failure} />}
      <ul className="divide-y divide-line/60">
        {invitations.map((invitation) => (
          <li key={invitation.id} className="flex items-center gap-3 px-4 py-2 text-sm">
            <span className="min-w-0 flex-1">
              <span className="block truncate">{invitation.email ?? t('anybody')}</span>
              <span className="text-xs text-muted">
                {invitation.roles.map((role) => words(role)).join(', ')} ·{' '}
                {t('expires', { date: new Date(invitation.expiresAt) })}
              </span>
            </span>
            <Button size="small" disabled={pending} onClick={() => run(() => revoke({ id: invitation.id }))}>
              {t('revoke')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
