export { signOf } from '@/lib/domain/symbol-classes/signs';
