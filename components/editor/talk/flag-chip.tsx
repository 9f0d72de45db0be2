'use client';
import { Flag as FlagIcon } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { Popover } from 'radix-ui';
import { ariaKeys } from '@/components/ui/aria-keys';
import { Button, IconButton } from '@/components/ui/button';
import { mayClear, type Flag } from '@/lib/domain/flags';
import { useAction, useEditing } from '../state/context';
import { useErrorText } from './error-text';
import { useTalk } from './use-talk';

/** One flag with what can be done about it. */
function FlagLine({ flag }: { flag: Flag }) {
  const t = useTranslations('talk.flag');
  const names = useTranslations('words.flag');
  const format = useFormatter();
  const router = useRouter();
  const { talk, payload } = useEditing();
  const busy = useTalk((state) => state.busy);
  const { speaker } = talk;
  const decides = speaker.maySettle && payload.formula.state === 'skipped';
  const giveBack = async () => {
    if (await talk.giveBack()) router.push(`/p/${payload.project.slug}/review`);
  };
  return (
    <li className="flex flex-col gap-1 px-3 py-2">
      <p className="text-sm font-semibold">{names(flag.kind)}</p>
      {flag.note && <p className="text-sm break-words whitespace-pre-wrap">{flag.note}</p>}
      <p className="text-xs text-muted">
        {t('by', { name: flag.author.name, at: format.dateTime(new Date(flag.at), 'moment') })}
      </p>
      {mayClear(flag, speaker) && (
        <span className="mt-1 flex gap-1.5">
          {decides && (
            <Button size="small" disabled={busy} onClick={() => void giveBack()}>
              {t('toQueue')}
            </Button>
          )}
          <Button size="small" disabled={busy} onClick={() => void talk.clear(flag.id)}>
            {t(decides ? 'leaveOut' : 'clear')}
          </Button>
        </span>
      )}
    </li>
  );
}

/** The flags of the formula: what is wrong, who says so and when, and the way to clear it. */
function Flagged({ flags }: { flags: readonly Flag[] }) {
  const t = useTranslations('talk.flag');
  const names = useTranslations('words.flag');
  const explain = useErrorText();
  const failure = useTalk((state) => state.failure);
  const [first] = flags;
  if (!first) return null;
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <button
          type="button"
          data-flags={flags.map(({ kind }) => kind).join(' ')}
          className="inline-flex h-7 shrink-0 items-center gap-1.5 rounded-md bg-warning-soft px-2 text-sm font-medium text-warning hover:brightness-95"
        >
          <FlagIcon aria-hidden="true" className="size-3.5" />
          <span className="max-[1100px]:sr-only">{names(first.kind)}</span>
          {flags.length > 1 && <span className="tabular-nums">{t('more', { count: flags.length - 1 })}</span>}
          <span className="font-normal max-[1280px]:sr-only">{first.author.name}</span>
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label={t('flags')}
          className="z-50 w-72 rounded-lg border border-line bg-raised shadow-float"
        >
          <ul className="divide-y divide-line/60">
            {flags.map((flag) => (
              <FlagLine key={flag.id} flag={flag} />
            ))}
          </ul>
          {failure && (
            <p role="alert" className="px-3 pb-2 text-xs text-danger">
              {explain(failure)}
            </p>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** In the header: what the formula is flagged with, and the way to flag it. */
export function FlagChip() {
  const t = useTranslations('talk.flag');
  const flags = useTalk((state) => state.flags);
  const raise = useAction('flag.raise');
  return (
    <>
      <Flagged flags={flags} />
      <IconButton
        label={raise.keys ? `${t('open')} (${raise.keys})` : t('open')}
        aria-keyshortcuts={ariaKeys(raise.keys)}
        disabled={!raise.enabled}
        onClick={raise.run}
      >
        <FlagIcon aria-hidden="true" className="size-4" />
      </IconButton>
    </>
  );
}
