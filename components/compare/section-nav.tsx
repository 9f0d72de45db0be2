import { useTranslations } from 'next-intl';

/** Parts of the screens of evaluations, in their order. */
export const SECTIONS = [
  'metrics',
  'classes',
  'relations',
  'cells',
  'confusion',
  'calibration',
  'speed',
  'unscored',
  'gallery',
] as const;
export type Section = (typeof SECTIONS)[number];

/** Links to the parts of a long screen; it stays in view. */
export function SectionNav({ sections }: { sections: readonly Section[] }) {
  const t = useTranslations('compare');
  return (
    <nav
      aria-label={t('sections')}
      className="sticky top-0 z-20 -mx-1 mb-4 flex gap-1 overflow-x-auto overflow-y-hidden border-b border-line bg-surface px-1"
    >
      {sections.map((section) => (
        <a
          key={section}
          href={`#${section}`}
          className="-mb-px border-b-2 border-transparent px-2.5 py-2 text-sm font-medium whitespace-nowrap text-muted hover:border-line-strong hover:text-ink"
        >
          {t(`section.${section}`)}
        </a>
      ))}
    </nav>
  );
}

/** A part that the links lead to. */
export const sectionProps = (section: Section) => ({ id: section, className: 'scroll-mt-14' });
