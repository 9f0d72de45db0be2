export { selectIdle } from './idle';
