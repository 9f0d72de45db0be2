export { orderedLines, type OrderedLine, type OrderingEntry } from './lines';
export {
  addLine,
  detachSymbol,
  moveInOrder,
  removeLine,
  removeSymbol,
  setPlace,
  splitLine,
  subtreeOf,
  type Carry,
} from './operations';
export { sortedSymbols } from './sorted';
export {
  childrenByParent,
  compare,
  isAncestorOrSelf,
  layoutLines,
  linesInOrder,
  READING_ORDER,
  rootsOf,
  type LayoutLine,
  type LayoutNode,
} from './tree';
