/**
 * What people call a class when they say it, in English and Korean, beside its LaTeX name: `-` is also "minus",
 * "fraction bar" and "분수선". One line a class: the class, then its names, joined by `|`.
 */
const TABLE = String.raw`
0 zero|nought|영|공|제로
1 one|일|하나
2 two|이
3 three|삼
4 four|사
5 five|오
6 six|육
7 seven|칠
8 eight|팔
9 nine|구
+ plus|add|더하기|플러스|덧셈
- minus|fraction bar|hyphen|dash|subtract|over|빼기|마이너스|뺄셈|분수선|분수|가로줄
= equals|equal sign|is|같다|등호|이퀄|는
! factorial|exclamation mark|bang|팩토리얼|계승|느낌표
( left parenthesis|open parenthesis|bracket|여는 괄호|왼쪽 괄호|소괄호|괄호
) right parenthesis|close parenthesis|bracket|닫는 괄호|오른쪽 괄호|소괄호|괄호
[ left bracket|open square bracket|여는 대괄호|대괄호
] right bracket|close square bracket|닫는 대괄호|대괄호
\{ left brace|open curly bracket|여는 중괄호|중괄호
\} right brace|close curly bracket|닫는 중괄호|중괄호
, comma|쉼표|콤마
. dot|period|point|decimal point|점|마침표|소수점
/ slash|divided by|슬래시|빗금
| bar|absolute value|modulus|vertical line|such that|절댓값|세로줄
: colon|ratio|콜론|쌍점|비
; semicolon|세미콜론
\lt less than|smaller|작다|미만|보다 작다
\gt greater than|larger|크다|초과|보다 크다
\leq less or equal|at most|작거나 같다|이하
\le less or equal|at most|작거나 같다|이하
\geq greater or equal|at least|크거나 같다|이상
\ge greater or equal|at least|크거나 같다|이상
\neq not equal|different|같지 않다|다르다
\ne not equal|different|같지 않다|다르다
\approx approximately|about|almost equal|근사|약
\equiv identical|congruent|equivalent|합동|항등|동치
\sim similar|tilde|닮음|물결
\propto proportional|비례
\prime derivative|apostrophe|프라임|미분
\times times|multiply|cross|곱하기|곱셈|곱|가위표
\div divide|division|obelus|나누기|나눗셈
\pm plus minus|plus or minus|플러스마이너스|복호
\cdot center dot|multiplication dot|dot product|가운뎃점|점곱|내적
\ast asterisk|star|별표
\circ ring|composition|degree|합성|동그라미
\in element of|belongs to|member|속한다|원소
\notin not element of|속하지 않는다
\subset subset|부분집합
\supset superset|포함
\cup union|합집합
\cap intersection|교집합
\emptyset empty set|공집합
\exists there exists|존재한다|존재
\forall for all|for every|모든|임의의
\rightarrow arrow|to|goes to|right arrow|화살표|오른쪽 화살표
\to arrow|goes to|화살표|오른쪽 화살표
\leftarrow left arrow|왼쪽 화살표|화살표
\Rightarrow implies|double arrow|이면|두 줄 화살표
\Leftrightarrow if and only if|equivalent|필요충분
\infty infinity|무한대|무한|인피니티
\partial partial derivative|del|편미분|라운드
\nabla del|gradient|나블라|델|기울기
\ldots dots|ellipsis|and so on|줄임표|점점점|말줄임표
\cdots dots|center dots|줄임표|점점점|가운데 줄임표
\vdots vertical dots|세로 줄임표
\ddots diagonal dots|대각 줄임표
\int integral|적분|인테그랄
\iint double integral|이중적분
\oint contour integral|closed integral|선적분
\sum summation|sigma|합|시그마|합계
\prod product|곱|파이
\sqrt root|square root|radical|루트|제곱근|근호
\sin sine|사인
\cos cosine|코사인
\tan tangent|탄젠트
\cot cotangent|코탄젠트
\sec secant|시컨트
\csc cosecant|코시컨트
\log logarithm|로그
\ln natural logarithm|자연로그
\exp exponential|지수
\lim limit|극한|리미트
\max maximum|최댓값|최대
\min minimum|최솟값|최소
\alpha 알파
\beta 베타
\gamma 감마
\delta 델타
\epsilon 엡실론|입실론
\varepsilon epsilon|엡실론|입실론
\zeta 제타
\eta 에타
\theta 세타|쎄타|테타
\iota 이오타
\kappa 카파
\lambda 람다
\mu 뮤
\nu 뉴
\xi 크시|크사이
\pi 파이
\rho 로
\sigma 시그마
\tau 타우
\upsilon 입실론|웁실론
\phi 파이|피
\varphi phi|파이|피
\chi 카이
\psi 프시|프사이|싸이
\omega 오메가
\Gamma capital gamma|대문자 감마|감마
\Delta capital delta|difference|change|대문자 델타|델타
\Theta capital theta|대문자 세타|세타
\Lambda capital lambda|대문자 람다|람다
\Pi capital pi|대문자 파이|파이
\Sigma capital sigma|대문자 시그마|시그마
\Phi capital phi|대문자 파이|파이
\Psi capital psi|대문자 프시|프시
\Omega capital omega|ohm|대문자 오메가|오메가
\mathbb{N} natural numbers|자연수
\mathbb{Z} integers|정수
\mathbb{Q} rational numbers|유리수
\mathbb{R} real numbers|실수
\mathbb{C} complex numbers|복소수
`;

const LETTERS =
  '에이 비 씨 디 이 에프 지 에이치 아이 제이 케이 엘 엠 엔 오 피 큐 알 에스 티 유 브이 더블유 엑스 와이 제트'.split(
    ' ',
  );

const NAMES = new Map<string, readonly string[]>(
  TABLE.trim()
    .split('\n')
    .map((line) => {
      const [name = '', ...rest] = line.split(' ');
      return [name, rest.join(' ').split('|')];
    }),
);
LETTERS.forEach((korean, index) => {
  const letter = String.fromCodePoint(97 + index);
  const capital = letter.toUpperCase();
  NAMES.set(letter, [korean, `small ${letter}`, `소문자 ${korean}`]);
  NAMES.set(capital, [korean, `capital ${letter}`, `big ${letter}`, `대문자 ${korean}`]);
});

/** What a class is called in English and Korean, beside its own name; empty where nobody says it otherwise. */
export function spokenNames(name: string): readonly string[] {
  return NAMES.get(name) ?? [];
}
