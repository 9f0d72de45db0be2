import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { loadProjects } from '@/app/_shared/load';
import { Appearance } from '@/components/account/appearance';
import { PasswordForm } from '@/components/account/password-form';
import { Sessions } from '@/components/account/sessions';
import { Tokens } from '@/components/account/tokens';
import { KeySettings } from '@/components/editor/keys/key-settings';
import { EditorPreferences } from '@/components/editor/personal/preferences';
import { Badge } from '@/components/ui/badge';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { requireActor } from '@/lib/auth/actor';
import { PASSWORD_LENGTH } from '@/lib/auth/password';
import { getPreferences } from '@/lib/server/people/preferences';
import { listTokens } from '@/lib/server/people/tokens';
import { endOtherSessions, endToken, keepLocale, makeToken, savePassword } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('title') };
}

export default async function AccountPage() {
  const actor = await requireActor();
  const [projects, tokens, preferences] = await Promise.all([
    loadProjects(),
    listTokens(actor),
    getPreferences(actor),
  ]);
  const t = await getTranslations('account');
  const words = await getTranslations('words');
  const shortcuts = await getTranslations('shortcuts');
  return (
    <>
      <PageHeader title={t('title')} description={`${actor.name} · ${actor.email}`} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Panel title={t('projects')} flush>
          <ul className="divide-y divide-line/60">
            {projects.map((project) => (
              <li key={project.id} className="flex items-center gap-2 px-4 py-2 text-sm">
                <a href={`/p/${project.slug}`} className="flex-1 font-medium hover:underline">
                  {project.name}
                </a>
                {actor.isAdministrator ? (
                  <Badge tone="accent">{words('administrator')}</Badge>
                ) : (
                  project.roles.map((role) => <Badge key={role}>{words(`role.${role}`)}</Badge>)
                )}
              </li>
            ))}
          </ul>
        </Panel>
        <Panel title={t('appearance')} hint={t('appearanceHint')}>
          <Appearance keepLocale={keepLocale} />
        </Panel>
        <Panel title={t('password.title')}>
          <PasswordForm action={savePassword} minimum={PASSWORD_LENGTH.minimum} />
        </Panel>
        <Panel title={t('sessions.title')}>
          <Sessions endOthers={endOtherSessions} />
        </Panel>
        <Panel title={t('tokens.title')} hint={t('tokens.hint')} flush className="lg:col-span-2">
          <Tokens tokens={tokens} create={makeToken} revoke={endToken} />
        </Panel>
        <Panel title={<span id="keys">{shortcuts('title')}</span>} className="lg:col-span-2">
          <EditorPreferences userId={actor.userId} stored={preferences}>
            <KeySettings />
          </EditorPreferences>
        </Panel>
      </div>
    </>
  );
}
