'use client';
import { AtSign } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ActionResult } from '@/components/ui/action-result';
import { Button } from '@/components/ui/button';
import { FailureNotice } from '@/components/ui/failure-notice';
import { Panel } from '@/components/ui/panel';
import { useAction } from '@/components/ui/use-action';

export type MentionItem = {
  id: string;
  text: string;
  by: string;
  at: string;
  formula: { id: string; name: string };
};

/** Comments that address the person and that they have not seen; opening the formula counts as seeing. */
export function Mentions({
  project,
  mentions,
  markSeen,
}: {
  project: string;
  mentions: MentionItem[];
  markSeen: (comments: string[]) => Promise<ActionResult>;
}) {
  const t = useTranslations('home.mentions');
  const format = useFormatter();
  const { run, pending, failure } = useAction();
  if (mentions.length === 0) return null;
  return (
    <Panel
      title={t('title')}
      flush
      action={
        <Button
          size="small"
          look="quiet"
          disabled={pending}
          onClick={() => run(() => markSeen(mentions.map(({ id }) => id)))}
        >
          {t('seen')}
        </Button>
      }
    >
      {failure && <FailureNotice failure={failure} />}
      <ul className="divide-y divide-line/60">
        {mentions.map(({ id, text, by, at, formula }) => (
          <li key={id}>
            <Link
              href={`/p/${project}/formulas/${formula.id}`}
              prefetch={false} // opening takes the lease: only a click may
              className="flex items-baseline gap-3 px-4 py-2 text-sm hover:bg-sunken"
            >
              <AtSign aria-hidden="true" className="size-4 shrink-0 self-center text-accent" />
              <span className="line-clamp-2 min-w-0 flex-1 break-words">
                <span className="font-medium">{t('by', { name: by })}</span> {text}
              </span>
              <span className="max-w-40 shrink-0 truncate text-muted">{formula.name}</span>
              <span className="shrink-0 text-xs text-muted">{format.dateTime(new Date(at), 'moment')}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
