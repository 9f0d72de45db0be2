'use client';
import {
  Combine,
  CopyPlus,
  CornerLeftUp,
  Hand,
  LassoSelect,
  Magnet,
  Maximize,
  MousePointer2,
  Route,
  ScanSearch,
  Scissors,
  Shrink,
  SquareDashed,
  WrapText,
  ZoomIn,
  ZoomOut,
  type LucideIcon,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import type { EditorState } from '@/lib/editor/state';
import { useAction, useEditorState } from '../state/context';
import { useKeptSnap } from '../state/use-kept-snap';
import { shownKey, useActionName } from './action-name';
import { keepKeyboard } from './keep-keyboard';

const TOOLS: readonly (readonly [string, LucideIcon])[] = [
  ['tool.select', MousePointer2],
  ['tool.lasso', LassoSelect],
  ['tool.draw', SquareDashed],
  ['tool.pan', Hand],
];
const ON_BOXES: readonly (readonly [string, LucideIcon])[] = [
  ['symbol.tighten', Shrink],
  ['symbol.split', Scissors],
  ['symbol.merge', Combine],
  ['symbol.duplicate', CopyPlus],
];
/** In Order the boxes stay as they are; these take the place of what changes them. */
const ON_ORDER: readonly (readonly [string, LucideIcon])[] = [
  ['tool.path', Route],
  ['order.pick_parent', CornerLeftUp],
  ['order.new_line', WrapText],
];
/** The buttons among them that put a tool in hand. */
const ORDER_TOOL: Record<string, EditorState['tool']> = {
  'tool.path': 'path',
  'order.pick_parent': 'parent',
};
const VIEWS: readonly (readonly [string, LucideIcon])[] = [
  ['view.zoom_in', ZoomIn],
  ['view.zoom_out', ZoomOut],
  ['view.fit', Maximize],
  ['view.selection', ScanSearch],
];

interface ToolButtonProps {
  readonly id: string;
  readonly icon: LucideIcon;
  /** Left out where there is nothing to switch. */
  readonly pressed?: boolean | undefined;
  /** More than the action's name says. */
  readonly hint?: string | undefined;
}

function ToolButton({ id, icon: Icon, pressed, hint }: ToolButtonProps) {
  const name = useActionName();
  const stage = useEditorState((state) => state.stage);
  const { action, enabled, run } = useAction(id);
  const key = shownKey(action, stage);
  const title = key ? `${name(id)} (${key})` : name(id);
  return (
    <button
      type="button"
      disabled={!enabled}
      aria-pressed={pressed}
      aria-label={name(id)}
      title={hint ? `${title}\n${hint}` : title}
      data-action={id}
      onClick={run}
      className={cx(
        'grid size-8 place-items-center rounded-md disabled:opacity-40 pointer-coarse:size-10',
        pressed ? 'bg-accent-soft text-on-accent-soft' : 'text-muted hover:bg-sunken hover:text-ink',
      )}
    >
      <Icon aria-hidden="true" className="size-4" />
    </button>
  );
}

const Gap = () => <span aria-hidden="true" className="mx-1 h-5 w-px bg-line" />;

function Scale() {
  const percent = useEditorState((state) => Math.round(state.view.scale * 100));
  return <span className="w-12 pr-1 text-right text-xs text-muted tabular-nums">{percent}%</span>;
}

/** Tools, what they do to the selected boxes, and zoom, in the corner of the canvas. */
export function Toolbar() {
  const t = useTranslations('editor');
  const boxes = useTranslations('boxes');
  const tool = useEditorState((state) => state.tool);
  const ordering = useEditorState((state) => state.stage === 'aligner');
  const snap = useKeptSnap();
  return (
    <div
      role="toolbar"
      onMouseDown={keepKeyboard}
      aria-label={t('tools')}
      className="absolute bottom-2 left-2 flex max-w-[calc(100%-1rem)] flex-wrap items-center gap-0.5 rounded-lg border border-line bg-raised p-0.5 shadow-panel"
    >
      {TOOLS.map(([id, icon]) => (
        <ToolButton
          key={id}
          id={id}
          icon={icon}
          pressed={id === `tool.${tool}`}
          hint={id === 'tool.draw' ? boxes('drawHint') : undefined}
        />
      ))}
      {ordering &&
        ON_ORDER.map(([id, icon]) => (
          <ToolButton key={id} id={id} icon={icon} pressed={ORDER_TOOL[id] && tool === ORDER_TOOL[id]} />
        ))}
      {!ordering && (
        <>
          <ToolButton id="draw.snap" icon={Magnet} pressed={snap} hint={boxes(snap ? 'snapOn' : 'snapOff')} />
          <Gap />
          <div role="group" aria-label={boxes('symbolTools')} className="flex items-center gap-0.5">
            {ON_BOXES.map(([id, icon]) => (
              <ToolButton
                key={id}
                id={id}
                icon={icon}
                pressed={id === 'symbol.split' ? tool === 'cut' : undefined}
              />
            ))}
          </div>
        </>
      )}
      <Gap />
      {VIEWS.map(([id, icon]) => (
        <ToolButton key={id} id={id} icon={icon} />
      ))}
      <Scale />
    </div>
  );
}
