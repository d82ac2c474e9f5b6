export { update } from './update';
