import { checkNode, generate, install, loadDotEnv, loadTypeScript } from './install.mjs';

/** `npm test`: installs, then runs every check. The checks are in test.ts. */
checkNode();
loadDotEnv();
await install();
await generate();
await loadTypeScript();
const { test } = await import('./test.ts');
process.exitCode = await test();
