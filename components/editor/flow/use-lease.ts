'use client';
import { useEffect } from 'react';
import type { EditorPayload } from '@/lib/domain/editor-payload';
import type { Workplace } from '../state/workplace';
import type { EditorApi } from './api';

/** Well within the lease's quarter of an hour, also when one beat is missed. */
const BEAT_MS = 4 * 60_000;

/** Keeps the lease alive while the formula is looked at, and learns when it is lost. */
export function useLease(payload: EditorPayload, { session }: Workplace, api: EditorApi): void {
  const leased = payload.mode === 'edit' && payload.lease !== null;
  const { id } = payload.formula;
  useEffect(() => {
    if (!leased || !session) return;
    const beat = async () => {
      if (document.visibilityState === 'hidden') return;
      const answer = await api.heartbeat(id);
      if (!answer.ok && answer.refusal.code === 'lease_lost') session.loseLease(answer.refusal.message);
    };
    const timer = setInterval(() => void beat(), BEAT_MS);
    // A laptop that was closed asks at once whether the formula is still its owner's.
    const onVisible = () => void (document.visibilityState === 'visible' && beat());
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [api, id, leased, session]);
}

/** Tries again as soon as there is reason to: the network is back, or the person comes back from signing in. */
export function useResume({ session }: Workplace): void {
  useEffect(() => {
    if (!session) return;
    const resume = () => {
      const { name } = session.status;
      if (name === 'offline' || name === 'signed_out') session.resume();
    };
    // Leaving with edits that are neither saved nor kept in this browser is worth a question.
    const onLeave = (event: BeforeUnloadEvent) => {
      const { status } = session;
      if (!session.kept && 'unsaved' in status && status.unsaved > 0) event.preventDefault();
    };
    window.addEventListener('online', resume);
    window.addEventListener('focus', resume);
    window.addEventListener('beforeunload', onLeave);
    return () => {
      window.removeEventListener('online', resume);
      window.removeEventListener('focus', resume);
      window.removeEventListener('beforeunload', onLeave);
    };
  }, [session]);
}
