import { checkNode, generate, install, loadDotEnv, useTypeScript } from './install.mjs';

/** `npm test`: installs, then runs every check. The checks are in test.ts. */
checkNode();
loadDotEnv();
await install();
await generate();
await useTypeScript();
const { test } = await import('./test.ts');
process.exitCode = await test();
