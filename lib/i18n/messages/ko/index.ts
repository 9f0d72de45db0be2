import account from './account.json';
import boxes from './boxes.json';
import candidates from './candidates.json';
import cascade from './cascade.json';
import common from './common.json';
import debug from './debug.json';
import compare from './compare.json';
import errors from './errors.json';
import formulas from './formulas.json';
import home from './home.json';
import imports from './imports.json';
import invite from './invite.json';
import latexBar from './latexBar.json';
import ordering from './ordering.json';
import palette from './palette.json';
import quotas from './quotas.json';
import review from './review.json';
import settings from './settings.json';
import shell from './shell.json';
import signIn from './signIn.json';
import shortcuts from './shortcuts.json';
import snapshots from './snapshots.json';
import talk from './talk.json';
import tour from './tour.json';
import words from './words.json';
import editor from './editor.json';

/** Every string of the screens in Korean, by room. */
export default {
  account,
  boxes,
  candidates,
  cascade,
  common,
  compare,
  debug,
  errors,
  formulas,
  home,
  imports,
  invite,
  latexBar,
  ordering,
  palette,
  quotas,
  review,
  settings,
  shell,
  signIn,
  shortcuts,
  snapshots,
  talk,
  tour,
  words,
  editor,
};
