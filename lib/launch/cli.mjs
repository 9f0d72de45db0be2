import { checkNode, generate, install, loadDotEnv, useTypeScript } from './install.mjs';

/** `npm run cli -- <command>`: the commands are in lib/cli. */
checkNode();
loadDotEnv();
await install();
await generate();
await useTypeScript();
const { main } = await import('../cli/main.ts');
process.exitCode = await main(process.argv);
