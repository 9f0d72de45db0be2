'use client';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Problem } from '@/lib/domain/annotation/validate';
import { validate } from '@/lib/domain/annotation/validate';
import type { EditorPayload } from '@/lib/domain/editor-payload';
import type { FlagKind } from '@/lib/domain/flags';
import type { EditorHost } from '@/lib/editor/actions/action';
import type { Workplace } from '../state/workplace';
import type { Answer, EditorApi, Refusal } from './api';
import { leave } from './leave';
import { againInBrowser, stillThere, watchRefusal } from './obstacles';

export type Outcome = 'submitted' | 'skipped' | 'flagged' | 'approved' | 'sent_back';
/** What the server says of what comes next: null where it says nothing. */
export type Left = { readonly sentBackWaiting: boolean } | null;
/** What the person is asked before the formula goes on. */
export type Question = 'skip' | 'flag' | 'send_back' | 'confirm_submit' | 'confirm_approve';

export interface Flow {
  readonly host: EditorHost;
  readonly question: Question | null;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  /** Problems that stood in the way at the last try, less those mended since. */
  readonly blocked: readonly Problem[];
  /** The answer to `question`: a reason, or that the warnings are known. */
  answer(reason: string): void;
  /** Flags the formula, and goes on to the next one or stays. */
  flag(flag: { id: string; kind: FlagKind; note: string; leave: boolean }): void;
  dismiss(): void;
}

interface FlowInput {
  readonly payload: EditorPayload;
  readonly workplace: Workplace;
  readonly api: EditorApi;
  readonly onDone: (outcome: Outcome, left: Left) => void;
}

/** The ways out of a formula: each saves what is left first, asks what must be asked, and tells what came of it. */
export function useFlow({ payload, workplace, api, onDone }: FlowInput): Flow {
  const [question, setQuestion] = useState<Question | null>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [blocked, setBlocked] = useState<readonly Problem[]>([]);
  const { editor, session, talk } = workplace;
  const { id } = payload.formula;
  const inFlight = useRef(false);
  const done = useRef(onDone);
  useEffect(() => {
    done.current = onDone;
  });

  const problems = useCallback(() => {
    const { image, classes } = editor.subject;
    return validate(editor.state.annotation, { ...image, classes: [...classes] });
  }, [editor]);

  const send = useCallback(
    async (outcome: Outcome, request: (version: number) => Promise<Answer<Left>>) => {
      if (inFlight.current || !session) return;
      inFlight.current = true;
      setBusy(true);
      setRefusal(null);
      const decided = outcome === 'submitted' || outcome === 'approved';
      const answer = await leave(session, request, { decided });
      inFlight.current = false;
      setBusy(false);
      if (!answer.ok) {
        if (answer.refusal.code === 'lease_lost') session.loseLease(answer.refusal.message);
        // Shown with what has changed; the way out is free, and whether a rule is broken is asked anew.
        if (answer.refusal.code === 'changed') setQuestion(null);
        else setRefusal(answer.refusal);
        return;
      }
      setQuestion(null);
      done.current(outcome, answer.value);
    },
    [session],
  );

  /** Submit or approve, unless a rule is broken; warnings are asked about once. */
  const freeze = useCallback(
    (outcome: 'submitted' | 'approved', confirmed: boolean) => {
      const found = problems();
      const errors = found.filter(({ severity }) => severity === 'error');
      setBlocked(errors);
      setRefusal(null);
      if (errors.length > 0) return setQuestion(null);
      if (found.length > 0 && !confirmed) {
        setQuestion(outcome === 'submitted' ? 'confirm_submit' : 'confirm_approve');
        return;
      }
      const codes = [...new Set(found.map(({ code }) => code))];
      void send(outcome, (version) =>
        outcome === 'submitted' ? api.submit(id, version, codes) : api.approve(id, version, codes),
      );
    },
    [api, id, problems, send],
  );

  // What stood in the way is no longer shown once it is mended, nor comes back with an undo.
  const confirming = question === 'confirm_submit' || question === 'confirm_approve';
  const inTheWay = blocked.length > 0 || confirming;
  useEffect(() => {
    if (!inTheWay) return;
    let { annotation } = editor.state;
    return editor.subscribe(() => {
      if (editor.state.annotation === annotation) return;
      ({ annotation } = editor.state);
      const now = problems();
      setBlocked((then) => stillThere(then, now));
      if (confirming && now.length === 0) setQuestion(null);
    });
  }, [confirming, editor, inTheWay, problems]);
  useEffect(() => {
    if (!refusal || !session) return;
    const ping = () => api.heartbeat(id);
    return watchRefusal(refusal, { editor, session, ping, again: againInBrowser }, () => setRefusal(null));
  }, [api, editor, id, refusal, session]);

  const host = useMemo<EditorHost>(() => {
    const ask = (what: Question) => {
      setRefusal(null);
      setQuestion(what);
    };
    return {
      submit: () => freeze('submitted', false),
      approve: () => freeze('approved', false),
      skip: () => ask('skip'),
      flag: () => ask('flag'),
      sendBack: () => ask('send_back'),
      saveNow: () => void session?.flush(),
    };
  }, [freeze, session]);

  const answer = useCallback(
    (reason: string) => {
      if (question === 'skip') void send('skipped', () => api.skip(id, reason));
      if (question === 'send_back') void send('sent_back', () => api.sendBack(id, reason));
      if (question === 'confirm_submit') freeze('submitted', true);
      if (question === 'confirm_approve') freeze('approved', true);
    },
    [api, freeze, id, question, send],
  );
  const dismiss = useCallback(() => {
    setQuestion(null);
    setRefusal(null);
    setBlocked([]);
    editor.requestFocus('canvas');
  }, [editor]);
  const flag = useCallback<Flow['flag']>(
    (what) => {
      const raise = async (): Promise<Answer<Left>> => {
        const raised = await talk.raise(what);
        return raised.ok ? raised : { ok: false, refusal: { code: raised.code, message: raised.message } };
      };
      if (what.leave) return void send('flagged', raise);
      void raise().then((raised) => (raised.ok ? dismiss() : setRefusal(raised.refusal)));
    },
    [dismiss, send, talk],
  );

  return { host, question, busy, refusal, blocked, answer, flag, dismiss };
}
