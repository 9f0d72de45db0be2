export { closeSender } from './boss';
export { enqueuePreannotation } from './enqueue';
