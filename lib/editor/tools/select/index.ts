export { brushing } from './brushing';
export { selectIdle } from './idle';
