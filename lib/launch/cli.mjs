import { checkNode, generate, install, loadDotEnv, loadTypeScript } from './install.mjs';

/** `npm run cli -- <command>`: the commands are in lib/cli. */
checkNode();
loadDotEnv();
await install();
await generate();
await loadTypeScript();
const { main } = await import('../cli/main.ts');
process.exitCode = await main(process.argv);
