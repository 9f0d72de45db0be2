export { compare } from './compare';
export { describe } from './describe';
export * from './types';
