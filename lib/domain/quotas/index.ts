export {
  CategoryKeySchema,
  CategoryValuesSchema,
  cellKey,
  spanCells,
  unknownValues,
  type Axis,
  type CategoryValues,
} from './cell-key';
export {
  FORMULA_STATES,
  FormulaStateSchema,
  noCounts,
  quotaProgress,
  StateCountsSchema,
  totalCount,
  type FormulaState,
  type StateCounts,
} from './counts';
