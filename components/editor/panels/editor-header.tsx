'use client';
import { Bug, CircleHelp, Command, Redo2, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { LocaleSwitch } from '@/components/shell/locale-switch';
import { ThemeToggle } from '@/components/shell/theme-toggle';
import { useAction, useEditing } from '../state/context';
import { FlagChip } from '../talk/flag-chip';
import { IconAction } from './icon-action';
import { keepKeyboard } from './keep-keyboard';
import { SaveState } from './save-state';

function FinishButtons() {
  const t = useTranslations('editor.finish');
  const { mode } = useEditing();
  const finish = useAction('formula.finish');
  const skip = useAction('formula.skip');
  const approve = useAction('review.approve');
  const sendBack = useAction('review.send_back');
  if (mode === 'read') return null;
  if (mode === 'review') {
    return (
      <>
        <Button keys={sendBack.keys} disabled={!sendBack.enabled} onClick={sendBack.run}>
          {t('sendBack')}
        </Button>
        <Button look="primary" keys={approve.keys} disabled={!approve.enabled} onClick={approve.run}>
          {t('approve')}
        </Button>
      </>
    );
  }
  return (
    <>
      <Button look="quiet" keys={skip.keys} disabled={!skip.enabled} onClick={skip.run}>
        {t('skip')}
      </Button>
      <Button look="primary" keys={finish.keys} disabled={!finish.enabled} onClick={finish.run}>
        {t('acceptAll')}
      </Button>
    </>
  );
}

/** Where one is, how saving stands, and the way on. */
export function EditorHeader({ mayExplain }: { mayExplain: boolean }) {
  const t = useTranslations('editor');
  const debug = useTranslations('debug');
  const { payload } = useEditing();
  const { project, formula, position } = payload;
  return (
    <header
      onMouseDown={keepKeyboard}
      className="flex h-12 shrink-0 items-center gap-2 border-b border-line bg-raised px-3"
    >
      <nav aria-label={t('breadcrumb')} className="flex min-w-0 flex-1 items-center gap-1.5 text-sm">
        <Link href={`/p/${project.slug}`} className="truncate font-medium text-accent hover:underline">
          {project.name}
        </Link>
        <span aria-hidden="true" className="text-muted">
          ▸
        </span>
        <h1 className="truncate font-semibold" title={formula.name}>
          {formula.name}
        </h1>
        <span className="shrink-0 text-muted max-[1100px]:hidden">{t('position', position)}</span>
      </nav>
      <SaveState />
      <FlagChip />
      <div className="flex items-center">
        <IconAction id="history.undo" icon={Undo2} />
        <IconAction id="history.redo" icon={Redo2} />
      </div>
      <div data-tour="go" className="flex items-center gap-2">
        <FinishButtons />
      </div>
      <div className="flex items-center border-l border-line pl-2">
        <LocaleSwitch />
        <ThemeToggle />
        {mayExplain && (
          <Link
            href={`/p/${project.slug}/formulas/${formula.id}/debug`}
            prefetch={false}
            title={debug('title')}
            aria-label={debug('title')}
            className="inline-grid size-8 shrink-0 place-items-center rounded-md text-muted transition-colors hover:bg-sunken hover:text-ink"
          >
            <Bug aria-hidden="true" className="size-4" />
          </Link>
        )}
        <IconAction id="view.palette" icon={Command} />
        <IconAction id="view.help" icon={CircleHelp} />
      </div>
    </header>
  );
}
