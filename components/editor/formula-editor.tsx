'use client';
import './editor.css';
import { useLayoutEffect, useMemo, useState } from 'react';
import type { EditorPayload } from '@/lib/domain/editor-payload';
import { httpTransport } from '@/lib/editor/save/http-transport';
import type { SaveTransport } from '@/lib/editor/save/transport';
import { Canvas } from './canvas/canvas';
import { editorApi, type EditorApi } from './flow/api';
import { Obstacles, QuestionPanel } from './flow/question-panel';
import { useFlow, type Left, type Outcome } from './flow/use-flow';
import { useLease, useResume } from './flow/use-lease';
import { useProposals } from './flow/use-proposals';
import { LatexPanel } from './latex/latex-panel';
import { LatexRoom } from './latex/panel-height';
import { EditorOverlays } from './palette/editor-overlays';
import { useOverlays } from './palette/use-overlays';
import { Banners, FloatingBanners } from './panels/banners';
import { CascadePanel } from './panels/cascade-panel';
import { CommentsPanel } from './panels/comments-panel';
import { EditorHeader } from './panels/editor-header';
import { KeyHints } from './panels/key-hints';
import { LineList } from './lines/line-list';
import { ProblemsPanel } from './panels/problems-panel';
import { StageRail } from './panels/stage-rail';
import { SymbolPanel } from './panels/symbol-panel';
import { Toolbar } from './panels/toolbar';
import { useRecentClasses } from './personal/use-recent-classes';
import { EditorProvider } from './state/context';
import { keptLabels, useKeepLabels } from './state/kept-labels';
import { usePictureFirst } from './state/picture-first';
import { useKeys } from './state/use-keys';
import { setUpWorkplace, type Workplace } from './state/workplace';

export interface FormulaEditorProps {
  readonly payload: EditorPayload;
  readonly userId: string;
  readonly onDone: (outcome: Outcome, left: Left) => void;
  /** Other ways to the server, for pages that have none. */
  readonly transport?: SaveTransport;
  readonly api?: EditorApi;
  /** May look at what the models saw of it. */
  readonly mayExplain?: boolean | undefined;
  /**
   * Paints the formula before what stands around it is rendered (the default). False where another formula is on
   * the screen until then, so that nothing around it goes and comes back.
   */
  readonly pictureFirst?: boolean;
  /** Begins with classes written at the boxes in every stage, or without; left out: as last chosen. */
  readonly labels?: boolean;
}

/** Keeps the room of a panel that is about to come, so that the picture stays where it is. */
const PLACES = {
  header: 'h-12 shrink-0 border-b border-line bg-raised',
  rail: 'w-18 shrink-0 border-r border-line bg-raised',
  hints: 'h-7 shrink-0 border-t border-line bg-surface',
};

function Place({ at }: { at: keyof typeof PLACES }) {
  return <div aria-hidden="true" className={PLACES[at]} />;
}

function Keys() {
  useKeys();
  return null;
}

function OpenFormula({
  payload,
  userId,
  workplace,
  onDone,
  api: given,
  mayExplain = false,
  pictureFirst = true,
}: FormulaEditorProps & { workplace: Workplace }) {
  const [whole, onDrawn] = usePictureFirst(pictureFirst, workplace.session);
  const [api] = useState(() => given ?? editorApi(userId));
  const overlays = useOverlays(payload.mode !== 'read');
  const flow = useFlow({ payload, workplace, api, onDone });
  const host = useMemo(() => ({ ...flow.host, ...overlays.host }), [flow.host, overlays.host]);
  useLease(payload, workplace, api);
  useResume(workplace);
  useRecentClasses(workplace.editor, payload.project.id);
  useKeepLabels(workplace.editor);
  useProposals(payload, workplace, api);
  return (
    <EditorProvider workplace={workplace} payload={payload} host={host} checks={whole}>
      <Keys />
      <div
        className="flex h-dvh flex-col overflow-hidden"
        data-formula={payload.formula.id}
        data-mode={payload.mode}
      >
        {whole ? <EditorHeader mayExplain={mayExplain} /> : <Place at="header" />}
        <QuestionPanel flow={flow} />
        <Banners />
        <div className="flex min-h-0 flex-1">
          {whole ? <StageRail /> : <Place at="rail" />}
          <main className="relative flex min-w-0 flex-1">
            <Canvas whole={whole} onDrawn={onDrawn} />
            {whole && <Toolbar />}
            <FloatingBanners>
              <Obstacles flow={flow} />
            </FloatingBanners>
          </main>
          <aside className="flex w-72 shrink-0 flex-col overflow-x-hidden overflow-y-auto border-l border-line bg-raised max-[1100px]:w-64">
            {whole && (
              <>
                <SymbolPanel />
                <LineList />
                <CascadePanel />
                <ProblemsPanel />
                <CommentsPanel />
              </>
            )}
          </aside>
        </div>
        {whole ? <LatexPanel userId={userId} /> : <LatexRoom />}
        {whole ? <KeyHints /> : <Place at="hints" />}
      </div>
      {whole && <EditorOverlays {...overlays} />}
    </EditorProvider>
  );
}

/**
 * The editor of one formula: opens it in this tab, saves by the save protocol, and says what became
 * of it. Give it the formula's id as its key, so that each formula is opened afresh.
 */
export function FormulaEditor(props: FormulaEditorProps) {
  const { payload, userId, transport, labels } = props;
  const [workplace] = useState(() =>
    setUpWorkplace(
      payload,
      userId,
      transport ?? httpTransport(endpointsOf(payload, userId), (input, init) => fetch(input, init)),
      labels ?? keptLabels(),
    ),
  );
  // Before the first frame rather than after it: what the browser keeps of the formula is read meanwhile.
  useLayoutEffect(() => {
    const { session } = workplace;
    void session?.start();
    return () => void session?.end();
  }, [workplace]);
  return <OpenFormula {...props} workplace={workplace} />;
}

const endpointsOf = ({ annotation, formula }: EditorPayload, userId: string) => ({
  userId,
  edits: `/api/v1/annotations/${annotation.id}/edits`,
  formula: `/api/v1/formulas/${formula.id}`,
});
