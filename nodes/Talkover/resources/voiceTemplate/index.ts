export { getDemo } from './getDemo';
export { getMany } from './getMany';
