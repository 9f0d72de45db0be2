export { cutBox, thinnestCut, widestGap, type Cut } from './cuts';
export { readInk, sizeToRead, type Ink } from './ink';
export { tightBox } from './own-ink';
export type { Pixels } from './pixels';
export { signAt } from './symbol-ink';
