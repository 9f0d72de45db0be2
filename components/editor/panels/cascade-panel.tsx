'use client';
import { ListChecks, ListX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { currentItem, shownItems } from '@/lib/editor/cascade/state';
import { ProposalRow } from '../cascade/proposal-row';
import { steadyRows } from '../cascade/steady-rows';
import { useRoom } from '../cascade/use-room';
import { useAction, useEditing, useEditorParts } from '../state/context';
import { useActionName } from './action-name';
import { keepKeyboard } from './keep-keyboard';

function AllButton({ id, icon: Icon }: { id: string; icon: typeof ListChecks }) {
  const { enabled, keys, run } = useAction(id);
  const name = useActionName()(id);
  return (
    <Button
      look="quiet"
      size="small"
      className="gap-1 px-1 text-xs"
      icon={<Icon aria-hidden="true" className="size-4" />}
      keys={keys}
      aria-label={name}
      title={name}
      disabled={!enabled}
      onClick={run}
    />
  );
}

/**
 * What the models propose after a correction, to be accepted or refused. One line at the foot of the list, with
 * the proposals over it: the rows above keep their place, and none of its own moves under the pointer.
 */
export function CascadePanel() {
  const t = useTranslations('cascade');
  const { editor, mode } = useEditing();
  const state = useEditorParts('cascade', 'annotation', 'selection');
  const edge = useRef<HTMLElement>(null);
  const [over, setOver] = useState(false);
  const [held, setHeld] = useState<readonly (string | null)[]>([]);
  const items = shownItems(state, editor.subject);
  const current = currentItem(state, editor.subject);
  const ids = items.map(({ id }) => id);
  const rows = over ? steadyRows(held, ids) : ids;
  if (over && rows !== held) setHeld(rows);
  const room = useRoom(rows.length, edge);
  if (mode === 'read') return null;
  const enter = () => {
    setHeld(ids);
    setOver(true);
  };
  const status = items.length > 0 ? t('count', { count: items.length }) : t(state.cascade.asking);
  return (
    <section
      ref={edge}
      aria-label={t('title')}
      onPointerEnter={enter}
      onMouseDown={keepKeyboard}
      onPointerLeave={() => setOver(false)}
      // Where the window is too low for all panels, this one stays in sight.
      className="sticky bottom-0 z-1 shrink-0 border-t border-line bg-raised"
      data-cascade={state.cascade.asking}
    >
      {room > 0 && (
        <ul className="max-h-44 overflow-y-auto p-1">
          {rows.slice(rows.length - room).map((id, index) => {
            const open = items.find((item) => item.id === id);
            return open ? (
              <ProposalRow key={open.id} open={open} current={open === current} />
            ) : (
              <li key={`gone ${index}`} aria-hidden="true" className="h-8" />
            );
          })}
        </ul>
      )}
      <div className="flex h-8 items-center gap-0.5 pr-1 pl-2.5 text-xs text-muted">
        <span role="status" className="min-w-0 flex-1 truncate">
          <span className={items.length > 0 ? 'max-[1100px]:sr-only' : undefined}>{status}</span>
          {items.length > 0 && (
            <span aria-hidden="true" className="min-[1101px]:hidden">
              {items.length}
            </span>
          )}
        </span>
        {items.length > 0 && (
          <>
            <AllButton id="cascade.accept_all" icon={ListChecks} />
            <AllButton id="cascade.refuse_all" icon={ListX} />
          </>
        )}
      </div>
    </section>
  );
}
