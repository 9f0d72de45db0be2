export { orderedLines, type OrderingEntry } from './lines';
export {
  addLine,
  detachSymbol,
  liftSymbol,
  moveInOrder,
  moveLine,
  removeLine,
  removeSymbol,
  setPlace,
  splitLine,
  subtreeOf,
} from './operations';
export { sortedSymbols } from './sorted';
export { compare, layoutLines, linesInOrder, READING_ORDER, rootsOf } from './tree';
