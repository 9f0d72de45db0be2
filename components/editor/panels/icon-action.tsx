'use client';
import type { LucideIcon } from 'lucide-react';
import { IconButton } from '@/components/ui/button';
import { ariaKeys } from '@/components/ui/aria-keys';
import { useAction } from '../state/context';
import { useActionName } from './action-name';

/** An action as a button with an icon: its name and the person's own key are its tooltip. */
export function IconAction({ id, icon: Icon }: { id: string; icon: LucideIcon }) {
  const name = useActionName()(id);
  const { enabled, keys, run } = useAction(id);
  return (
    <IconButton
      label={name}
      title={keys ? `${name} (${keys})` : name}
      aria-keyshortcuts={ariaKeys(keys)}
      disabled={!enabled}
      onClick={run}
    >
      <Icon aria-hidden="true" className="size-4" />
    </IconButton>
  );
}
