export { drawFormula, type DrawFormulaOptions, type DrawnFormula } from './draw-formula';
export { HANDWRITTEN_FACES, PRINTED_FACES, type FaceName } from './faces/catalogue';
export { DRAWABLE_CLASSES } from './latex/symbols';
export {
  sampleFormulas,
  sampleProject,
  type DrawnSampleFormula,
  type SampleFormula,
  type SampleProject,
} from './sample/project';
