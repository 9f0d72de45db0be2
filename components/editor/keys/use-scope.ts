'use client';
import { useTranslations } from 'next-intl';
import { STAGES } from '@/lib/domain/stages';
import type { KeySlot } from '@/lib/editor/actions/personal-keys';
import { editorActions } from '@/lib/editor/actions';
import { useActionName } from '../panels/action-name';

/** Where a key means its action, in words; '' for everywhere. */
export function useScope(): (slot: KeySlot) => string {
  const t = useTranslations('shortcuts');
  const stage = useTranslations('words.stage');
  const name = useActionName();
  return ({ scope }) => {
    const everywhere = scope.some(({ stages }) => !stages);
    const stages = STAGES.filter((one) => scope.some((binding) => binding.stages?.includes(one)));
    const tools = scope.flatMap((binding) => binding.tools ?? []);
    const tool = tools.includes('select') ? undefined : tools.find((one) => editorActions.get(`tool.${one}`));
    return [
      !everywhere &&
        stages.length > 0 &&
        t('inStages', { stages: stages.map((one) => stage(one)).join(', ') }),
      tool && t('withTool', { tool: name(`tool.${tool}`) }),
    ]
      .filter(Boolean)
      .join(', ');
  };
}
