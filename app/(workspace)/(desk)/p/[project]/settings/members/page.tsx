import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { load, loadProject, projectTitle, type ProjectParams } from '@/app/_shared/load';
import { InvitationList } from '@/components/settings/invitation-list';
import { InviteForm } from '@/components/settings/invite-form';
import { MemberTable } from '@/components/settings/member-table';
import { Panel } from '@/components/ui/panel';
import { requireActor } from '@/lib/auth/actor';
import { can } from '@/lib/domain/permissions';
import { listMembers } from '@/lib/server/people/list-members';
import { endMembership, invite, saveRoles, setAccountDisabled, takeBackInvitation } from '../actions';

export async function generateMetadata({ params }: ProjectParams): Promise<Metadata> {
  return projectTitle((await params).project, 'settings');
}

export default async function MembersPage({ params }: ProjectParams) {
  const actor = await requireActor();
  const { slug, actions } = await loadProject((await params).project);
  const { members, invitations } = await load((who) => listMembers(who, { project: slug }));
  const mayManage = actions.includes('member.manage');
  const t = await getTranslations('settings');
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(18rem,1fr)]">
      <Panel title={t('members.title')} flush>
        <MemberTable
          members={members}
          me={actor.userId}
          mayManage={mayManage}
          mayDisable={can(actor, 'user.manage')}
          actions={{
            setRoles: saveRoles.bind(null, slug),
            remove: endMembership.bind(null, slug),
            setDisabled: setAccountDisabled.bind(null, slug),
          }}
        />
      </Panel>
      {mayManage && (
        <div className="flex flex-col gap-4">
          <Panel title={t('invite.title')} hint={t('invite.hint')}>
            <InviteForm action={invite.bind(null, slug)} />
          </Panel>
          {invitations.length > 0 && (
            <Panel title={t('invite.open')} flush>
              <InvitationList invitations={invitations} revoke={takeBackInvitation.bind(null, slug)} />
            </Panel>
          )}
        </div>
      )}
    </div>
  );
}
