/** What the normaliser knows about single commands (shared/FORMATS.md "LaTeX normalisation"). */

/** Other spellings of the same sign, told apart by nobody who reads the formula. */
export const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['<', '\\lt'],
  ['>', '\\gt'],
  ['\\le', '\\leq'],
  ['\\ge', '\\geq'],
  ['\\ne', '\\neq'],
  ['\\to', '\\rightarrow'],
  ['\\gets', '\\leftarrow'],
  ['\\dots', '\\ldots'],
  ['\\dotsc', '\\ldots'],
  ['\\dotso', '\\ldots'],
  ['\\textellipsis', '\\ldots'],
  ['\\mathellipsis', '\\ldots'],
  ['\\dotsb', '\\cdots'],
  ['\\dotsm', '\\cdots'],
  ['\\dotsi', '\\cdots'],
  ['\\vert', '|'],
  ['\\lvert', '|'],
  ['\\rvert', '|'],
  ['\\lbrace', '\\{'],
  ['\\rbrace', '\\}'],
  ['\\lbrack', '['],
  ['\\rbrack', ']'],
  ['\\colon', ':'],
  ['\\land', '\\wedge'],
  ['\\lor', '\\vee'],
  ['\\lnot', '\\neg'],
  ['\\owns', '\\ni'],
  ['\\dfrac', '\\frac'],
  ['\\tfrac', '\\frac'],
  ['\\cfrac', '\\frac'],
  ['\\−', '-'],
  ['−', '-'],
  ['×', '\\times'],
  ['÷', '\\div'],
  ['±', '\\pm'],
  ['≤', '\\leq'],
  ['≥', '\\geq'],
  ['≠', '\\neq'],
  ['∞', '\\infty'],
  ['∈', '\\in'],
  ['→', '\\rightarrow'],
  ['∀', '\\forall'],
  ['∃', '\\exists'],
  ['∑', '\\sum'],
  ['∫', '\\int'],
  ['…', '\\ldots'],
  ['⋯', '\\cdots'],
  ['⋅', '\\cdot'],
  ['·', '\\cdot'],
  ['′', '\\prime'],
  ['Δ', '\\Delta'],
  ...[...'αβγδεζηθικλμνξπρστυφχψω'].map((letter, index): [string, string] => [
    letter,
    '\\' +
      (
        'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau ' +
        'upsilon phi chi psi omega'
      ).split(' ')[index],
  ]),
]);

/** Signs that handwriting does not tell apart: one and the same when results are scored. */
export const LOOK_ALIKES: ReadonlyMap<string, string> = new Map([
  ['\\cdots', '\\ldots'],
  ['\\cdot', '.'],
  ['\\mid', '|'],
  ['\\parallel', '|'],
]);

const words = (text: string) => new Set(text.split(' ').map((word) => `\\${word}`));

/** Tokens without ink: spacing, sizes, placement of limits. */
export const DROPPED: ReadonlySet<string> = new Set([
  ...words(
    'limits nolimits displaylimits quad qquad enspace thinspace medspace thickspace negthinspace space ' +
      'displaystyle textstyle scriptstyle scriptscriptstyle nonumber notag hfill relax strut mathstrut ' +
      'big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm biggm Biggm ' +
      'rm it bf sf tt cal tiny small normalsize large Large LARGE huge Huge , ; : ! > /',
  ),
  '\\ ',
  '\\\n',
  '~',
]);

/** Commands whose single argument is the content: fonts and atom classes. */
export const TRANSPARENT: ReadonlySet<string> = words(
  'mbox hbox text textrm textnormal textit textup mathrm mathit mathnormal mathord mathop mathbin mathrel ' +
    'mathopen mathclose mathpunct mathinner ensuremath smash',
);

/** Commands whose arguments are not ink at all, by number of arguments. */
export const INKLESS: ReadonlyMap<string, number> = new Map([
  ['\\hspace', 1],
  ['\\vspace', 1],
  ['\\phantom', 1],
  ['\\hphantom', 1],
  ['\\vphantom', 1],
  ['\\color', 1],
  ['\\label', 1],
  ['\\tag', 1],
]);

/** Commands with ink of their own around braced arguments, by number of arguments. */
export const ARGUMENTS: ReadonlyMap<string, number> = new Map([
  ...[
    ...words(
      'overline underline hat widehat tilde widetilde bar vec dot ddot dddot check breve acute grave mathring ' +
        'overrightarrow overleftarrow overleftrightarrow underrightarrow underleftarrow overbrace underbrace ' +
        'boxed fbox cancel bcancel xcancel sout mathbf boldsymbol bm pmb textbf mathbb mathcal mathscr mathfrak ' +
        'mathsf mathtt textsf texttt operatorname xrightarrow xleftarrow pmod substack',
    ),
    '\\operatorname*',
  ].map((command): [string, number] => [command, 1]),
  ...[...words('frac binom dbinom tbinom overset underset stackrel')].map((command): [string, number] => [
    command,
    2,
  ]),
]);

/** Infix commands of plain TeX and the command of two arguments that says the same. */
export const INFIX: ReadonlyMap<string, string> = new Map([
  ['\\over', '\\frac'],
  ['\\choose', '\\binom'],
]);

/** Operators whose limits are written below and above in the tree, whatever the source said. */
export const LIMIT_OPERATORS: ReadonlySet<string> = words(
  'sum lim prod bigcup bigcap coprod max min sup inf',
);

/** Operators whose limits are written as sub- and superscripts in the tree. */
export const SCRIPT_OPERATORS: ReadonlySet<string> = words('int oint iint iiint');
