import { useTranslations } from 'next-intl';
import { ClassName } from '@/components/charts/class-name';
import { SeriesMark } from '@/components/charts/series';
import type { Outcome } from '@/lib/domain/evaluations';
import type { ScoredFormula } from '@/lib/domain/metrics';
import { sayingOf, type Slip } from './formula-marks';
import { MarkedImage } from './marked-image';
import { RenderedLatex } from './rendered-latex';

const SHOWN = 4;

/** A place: its relation, and the class of the parent as it looks. */
function Said({ kind, text }: { kind: Slip['kind']; text: string | null }) {
  const t = useTranslations('compare.gallery');
  const relations = useTranslations('editor.relation');
  if (text === null) return t(kind === 'place' ? 'root' : 'nothing');
  if (kind === 'class') return <ClassName name={text} />;
  const [relation = '', ...parent] = text.split(' ');
  return (
    <>
      {relation in RELATION_NAMES ? relations(relation as keyof typeof RELATION_NAMES) : relation}{' '}
      <ClassName name={parent.join(' ')} />
    </>
  );
}
const RELATION_NAMES = { Right: 1, Sub: 1, Sup: 1, Above: 1, Below: 1, Inside: 1 };

/** What one side said about a formula: its boxes on the image, its slips, its LaTeX, right or wrong. */
export function SayingView({
  side,
  outcome,
  formula,
  scored,
  isRight,
}: {
  side: 'a' | 'b';
  outcome: Outcome;
  formula: { imageUrl: string; width: number; height: number };
  scored: ScoredFormula | null;
  isRight: boolean;
}) {
  const t = useTranslations('compare.gallery');
  const name = side.toUpperCase();
  const saying = scored && sayingOf(outcome, scored);
  return (
    <div className="min-w-0 flex-1" data-saying={side}>
      <p className="flex items-center gap-1.5 border-b border-line px-3 py-1 text-xs">
        <SeriesMark series={side} />
        <span className="font-semibold">{name}</span>
        <span className={isRight ? 'text-positive' : 'text-danger'}>{t(isRight ? 'right' : 'wrong')}</span>
      </p>
      <MarkedImage formula={formula} marks={saying?.marks ?? []} label={name} />
      {!saying && <p className="border-t border-line px-3 py-2 text-sm text-muted">{t('unscored')}</p>}
      {saying && (saying.latex || saying.slips.length > 0) && (
        <div className="flex flex-col gap-1 border-t border-line px-3 py-2 text-sm">
          {saying.latex && (
            <div className="overflow-x-auto overflow-y-hidden py-0.5">
              {saying.latex.said === '' ? (
                <span className="text-muted">{t('nothing')}</span>
              ) : (
                <RenderedLatex latex={saying.latex.said} />
              )}
            </div>
          )}
          {saying.slips.length > 0 && (
            <ul className="flex flex-wrap gap-x-4 gap-y-0.5 text-xs">
              {saying.slips.slice(0, SHOWN).map((slip, n) => (
                <li key={n}>
                  {slip.kind === 'place' && (
                    <>
                      <ClassName name={slip.symbol} />:{' '}
                    </>
                  )}
                  <Said kind={slip.kind} text={slip.gold} /> <span className="text-muted">→</span>{' '}
                  <span className="font-medium text-danger">
                    <Said kind={slip.kind} text={slip.said} />
                  </span>
                </li>
              ))}
              {saying.slips.length > SHOWN && (
                <li className="text-muted">{t('moreSlips', { count: saying.slips.length - SHOWN })}</li>
              )}
            </ul>
          )}
        </div>
      )}
    </div>
  );
}
