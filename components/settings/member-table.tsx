'use client';
import { MoreHorizontal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useOptimistic, useState } from 'react';
import type { ActionResult } from '@/components/ui/action-result';
import { Badge } from '@/components/ui/badge';
import { Button, IconButton } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { FailureNotice } from '@/components/ui/failure-notice';
import { Menu, MenuItem } from '@/components/ui/menu';
import { Table, Td, Th } from '@/components/ui/table';
import { useAction } from '@/components/ui/use-action';
import { useHydrated } from '@/components/ui/use-hydrated';
import { ROLES, type Role } from '@/lib/domain/permissions';

export type Member = { id: string; name: string; email: string; roles: Role[]; disabled: boolean };

export type MemberActions = {
  setRoles: (input: { userId: string; roles: Role[] }) => Promise<ActionResult>;
  remove: (input: { userId: string }) => Promise<ActionResult>;
  setDisabled: (input: { userId: string; disabled: boolean }) => Promise<ActionResult>;
};

/** Who belongs to the project and as what; a change of roles counts at once. */
export function MemberTable({
  members,
  me,
  mayManage,
  mayDisable,
  actions,
}: {
  members: Member[];
  me: string;
  mayManage: boolean;
  /** Only administrators may close an account. */
  mayDisable: boolean;
  actions: MemberActions;
}) {
  const t = useTranslations('settings.members');
  const words = useTranslations('words.role');
  const common = useTranslations('common');
  const { run, pending, failure } = useAction();
  const hydrated = useHydrated();
  const [shown, showRoles] = useOptimistic(members, (known, change: { userId: string; roles: Role[] }) =>
    known.map((member) => (member.id === change.userId ? { ...member, roles: change.roles } : member)),
  );
  const [disabling, setDisabling] = useState<Member | null>(null);
  return (
    <>
      {failure && (
        <div className="p-4">
          <FailureNotice failure={failure} />
        </div>
      )}
      <Table aria-busy={pending}>
        <thead>
          <tr>
            <Th>{t('person')}</Th>
            {ROLES.map((role) => (
              <Th key={role} align="center">
                {words(role)}
              </Th>
            ))}
            <Th />
          </tr>
        </thead>
        <tbody>
          {shown.map((member) => (
            <tr key={member.id}>
              <Td>
                <span className="font-medium">{member.name}</span>{' '}
                {member.id === me && <Badge>{t('you')}</Badge>}
                {member.disabled && <Badge tone="danger">{t('disabled')}</Badge>}
                <span className="block text-xs text-muted">{member.email}</span>
              </Td>
              {ROLES.map((role) => (
                <Td key={role} className="text-center">
                  <Checkbox
                    aria-label={`${t('rolesOf', { name: member.name })}: ${words(role)}`}
                    checked={member.roles.includes(role)}
                    disabled={!mayManage || pending || !hydrated}
                    onChange={(event) => {
                      const roles = event.currentTarget.checked
                        ? [...member.roles, role]
                        : member.roles.filter((held) => held !== role);
                      const change = { userId: member.id, roles };
                      run(
                        () => actions.setRoles(change),
                        undefined,
                        () => showRoles(change),
                      );
                    }}
                  />
                </Td>
              ))}
              <Td className="text-right">
                {(mayManage || mayDisable) && (
                  <Menu
                    trigger={
                      <IconButton label={member.name}>
                        <MoreHorizontal aria-hidden="true" className="size-4" />
                      </IconButton>
                    }
                  >
                    {mayManage && (
                      <MenuItem onSelect={() => run(() => actions.remove({ userId: member.id }))}>
                        {t('remove')}
                      </MenuItem>
                    )}
                    {mayDisable && member.id !== me && !member.disabled && (
                      <MenuItem onSelect={() => setDisabling(member)}>{t('disable')}</MenuItem>
                    )}
                    {mayDisable && member.disabled && (
                      <MenuItem
                        onSelect={() =>
                          run(() => actions.setDisabled({ userId: member.id, disabled: false }))
                        }
                      >
                        {t('enable')}
                      </MenuItem>
                    )}
                  </Menu>
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <Dialog
        open={disabling !== null}
        onOpenChange={(open) => !open && setDisabling(null)}
        title={t('disableTitle', { name: disabling?.name ?? '' })}
        description={t('disableText')}
        closeLabel={common('close')}
      >
        <div className="flex justify-end gap-2">
          <Button onClick={() => setDisabling(null)}>{common('cancel')}</Button>
          <Button
            look="danger"
            onClick={() => {
              const userId = disabling?.id;
              setDisabling(null);
              if (userId) run(() => actions.setDisabled({ userId, disabled: true }));
            }}
          >
            {t('disable')}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
