import packageJson from '@/package.json';

/** The version of this program, as exports and the API document name it. */
export const CODE_VERSION: string = packageJson.version;
