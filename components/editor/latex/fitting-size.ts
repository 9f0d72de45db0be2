import { useLayoutEffect, type RefObject } from 'react';

/** Size of the drawn formula where there is room for it, in rem. */
const FULL = 1.25;
/** As small as signs in an exponent can still be told apart; what needs less room than that is scrolled. */
const SMALLEST = 0.6;
/** Markup longer than this (some hundreds of signs) is never read at a glance: measuring it costs more than it gives. */
const MEASURED = 200_000;

/** Keeps an element as large as its parent has room for; gives the function that ends that. */
function fitted(element: HTMLElement, room: HTMLElement): () => void {
  const fit = () => {
    element.style.fontSize = '';
    const share = Math.min(room.clientWidth / element.scrollWidth, room.clientHeight / element.scrollHeight);
    if (share < 1) element.style.fontSize = `${Math.max(SMALLEST, share * 0.98) * FULL}rem`;
  };
  const observer = new ResizeObserver(fit);
  observer.observe(room);
  // Until its fonts are there a formula has other measures.
  let ended = false;
  void document.fonts.ready.then(() => ended || fit());
  return () => {
    ended = true;
    observer.disconnect();
    element.style.fontSize = '';
  };
}

/** Makes a drawn formula that is wider or higher than its panel smaller, down to what can still be read. */
export function useFittingSize(drawn: RefObject<HTMLElement | null>, markup: string | null): void {
  useLayoutEffect(() => {
    const element = drawn.current;
    if (!element?.parentElement || !markup || markup.length > MEASURED) return;
    return fitted(element, element.parentElement);
  }, [drawn, markup]);
}
