'use client';
import { Hand, Maximize, MousePointer2, SquareDashed, ZoomIn, ZoomOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import { useAction, useEditorParts, useEditorState } from '../state/context';
import { shownKey, useActionName } from './action-name';

const TOOLS = [
  ['tool.select', MousePointer2],
  ['tool.draw', SquareDashed],
  ['tool.pan', Hand],
] as const;
const VIEWS = [
  ['view.zoom_in', ZoomIn],
  ['view.zoom_out', ZoomOut],
  ['view.fit', Maximize],
] as const;

function ToolButton({ id, icon: Icon, pressed }: { id: string; icon: typeof Hand; pressed?: boolean }) {
  const name = useActionName();
  const stage = useEditorState((state) => state.stage);
  const { action, enabled, run } = useAction(id);
  const key = shownKey(action, stage);
  return (
    <button
      type="button"
      disabled={!enabled}
      aria-pressed={pressed}
      aria-label={name(id)}
      title={key ? `${name(id)} (${key})` : name(id)}
      onClick={run}
      className={cx(
        'grid size-8 place-items-center rounded-md disabled:opacity-40',
        pressed ? 'bg-accent-soft text-on-accent-soft' : 'text-muted hover:bg-sunken hover:text-ink',
      )}
    >
      <Icon aria-hidden="true" className="size-4" />
    </button>
  );
}

/** Tools and zoom, in the corner of the canvas. */
export function Toolbar() {
  const t = useTranslations('editor');
  const { tool, view } = useEditorParts('tool', 'view');
  return (
    <div
      role="toolbar"
      aria-label={t('tools')}
      className="absolute bottom-2 left-2 flex items-center gap-0.5 rounded-lg border border-line bg-raised p-0.5 shadow-panel"
    >
      {TOOLS.map(([id, icon]) => (
        <ToolButton key={id} id={id} icon={icon} pressed={id === `tool.${tool}`} />
      ))}
      <span aria-hidden="true" className="mx-1 h-5 w-px bg-line" />
      {VIEWS.map(([id, icon]) => (
        <ToolButton key={id} id={id} icon={icon} />
      ))}
      <span className="w-12 pr-1 text-right text-xs text-muted tabular-nums">
        {Math.round(view.scale * 100)}%
      </span>
    </div>
  );
}
