export { add } from './add';
export { getMany } from './getMany';
export { remove } from './remove';
export { update } from './update';
