'use client';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button, buttonClass, LinkButton } from '@/components/ui/button';
import { FailureText } from '@/components/ui/failure-text';
import { Notice } from '@/components/ui/notice';
import type { SaveStatus } from '@/lib/editor/save/status';
import { useEditing, useSaving } from '../state/context';
import { ConflictList } from './conflict-list';
import { DraftList } from './draft-list';
import { useKeyOf } from './use-key-of';

/** What the formula brings along: why it came back, who holds it, that no model could read it. */
function FormulaBanners() {
  const t = useTranslations('editor.banner');
  const keyOf = useKeyOf();
  const flags = useTranslations('words.flag');
  const format = useFormatter();
  const { payload, mode } = useEditing();
  const { sentBack, skipped, heldBy, formula, drafts } = payload;
  const when = (at: string) => format.dateTime(new Date(at), 'moment');
  return (
    <>
      {sentBack && (
        <Notice tone="warning" title={t('sentBack', { by: sentBack.by, at: when(sentBack.at) })}>
          {sentBack.reason}
        </Notice>
      )}
      {skipped && (
        <Notice tone="warning" title={t('skipped', { by: skipped.by, at: when(skipped.at) })}>
          {[skipped.flag && flags(skipped.flag), skipped.reason].filter(Boolean).join(': ')}
        </Notice>
      )}
      {formula.predictionStatus === 'failed' && (
        <Notice tone="warning" title={t('predictionFailed')}>
          {formula.predictionError && <FailureText failure={formula.predictionError} />}{' '}
          {t('predictionFailedHint', { key: keyOf('tool.draw') ?? '' })}
        </Notice>
      )}
      {formula.predictionStatus === 'pending' && <Notice title={t('predictionPending')} />}
      {heldBy && (
        <Notice
          title={t('heldBy', { name: heldBy.name, until: format.dateTime(new Date(heldBy.until), 'time') })}
        />
      )}
      {mode !== 'read' && <DraftList drafts={drafts} />}
    </>
  );
}

function signInAddress(): string {
  return `/sign-in?next=${encodeURIComponent('/')}`;
}

/** What stands in the way of saving, what is safe, and what to do. */
function SavingBanner({ status }: { status: SaveStatus }) {
  const t = useTranslations('editor.banner');
  const errors = useTranslations('errors');
  const { session, payload } = useEditing();
  const retry = (
    <Button size="small" onClick={() => session?.resume()}>
      {t('retry')}
    </Button>
  );
  switch (status.name) {
    case 'offline':
      return (
        <Notice tone="warning" title={t('offline', { count: status.unsaved })} action={retry}>
          {t('offlineHint')}
        </Notice>
      );
    case 'signed_out':
      return (
        <Notice
          tone="warning"
          title={t('signedOut', { count: status.unsaved })}
          action={
            <span className="flex gap-1.5">
              <LinkButton size="small" href={signInAddress()} target="_blank">
                {t('signIn')}
              </LinkButton>
              {retry}
            </span>
          }
        >
          {t('signedOutHint')}
        </Notice>
      );
    case 'lease_lost':
      return (
        <Notice
          tone="danger"
          title={t('leaseLost')}
          action={
            <span className="flex gap-1.5">
              <Button size="small" onClick={() => window.location.reload()}>
                {t('openAgain')}
              </Button>
              <a className={buttonClass('secondary', 'small')} href={`/p/${payload.project.slug}/work`}>
                {t('nextFormula')}
              </a>
            </span>
          }
        >
          {status.drafts.length > 0 ? t('leaseLostDraft') : t('leaseLostHint')}
        </Notice>
      );
    case 'refused':
      return (
        <Notice tone="danger" title={t('refused', { count: status.unsaved })} action={retry}>
          {errors(`code.${status.code}` as Parameters<typeof errors>[0])} {t('refusedHint')}
        </Notice>
      );
    case 'following':
      return (
        <Notice
          tone="accent"
          title={t('following')}
          action={
            <Button size="small" onClick={() => session?.takeOver()}>
              {t('takeOver')}
            </Button>
          }
        >
          {t('followingHint')}
        </Notice>
      );
    default:
      return null;
  }
}

const STACK = 'flex flex-col gap-1.5 empty:hidden [&:not(:empty)]:p-2';

/** What the formula brings along, above it. */
export function Banners() {
  return (
    <div className={STACK}>
      <FormulaBanners />
    </div>
  );
}

/**
 * What stands in the way, and what has happened to saving. Laid over the canvas's edge, so that the formula does not
 * jump under the hand.
 */
export function FloatingBanners({ children }: { children: ReactNode }) {
  const t = useTranslations('editor.banner');
  const { status, conflicts, kept } = useSaving();
  return (
    <div className={`absolute inset-x-0 top-0 z-10 ${STACK} [&>*]:shadow-float`}>
      {children}
      {status && <SavingBanner status={status} />}
      {!kept && (
        <Notice tone="warning" title={t('notKept')}>
          {t('notKeptHint')}
        </Notice>
      )}
      {conflicts.length > 0 && <ConflictList conflicts={conflicts} />}
    </div>
  );
}
