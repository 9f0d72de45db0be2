import { useTranslations } from 'next-intl';
import type { PlaceOption } from '@/lib/domain/explanation';
import { signOf } from '@/components/editor/canvas/glyphs';
import type { ExplainedSymbol } from './symbols';

const GROUPS = ['radical', 'bar', 'other'] as const;
const isGroup = (name: string): name is (typeof GROUPS)[number] =>
  (GROUPS as readonly string[]).includes(name);

/** Words for what the models say. What a later model adds is shown as it calls itself. */
export function useNames() {
  const t = useTranslations('debug');
  const relations = useTranslations('editor.relation');
  return {
    groupName: (group: string) => (isGroup(group) ? t(`group.${group}`) : group),
    /** "3 α" */
    symbolName: ({ number, class: name }: Pick<ExplainedSymbol, 'number' | 'class'>) =>
      `${number} ${signOf(name)}`,
    /** "Sup of 3 α" */
    placeName: ({ parent, relation }: PlaceOption, symbols: readonly ExplainedSymbol[]) => {
      if (parent === null || relation === null) return t('place.root');
      const of = symbols.find(({ id }) => id === parent);
      const parentName = of ? `${of.number} ${signOf(of.class)}` : '?';
      return t('place.of', { relation: relations(relation), parent: parentName });
    },
  };
}
