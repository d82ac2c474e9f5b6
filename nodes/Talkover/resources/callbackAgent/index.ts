export { check } from './check';
export { get } from './get';
export { getMany } from './getMany';
export { getSourceAgents } from './getSourceAgents';
export { getStats } from './getStats';
export { remove } from './remove';
export { set } from './set';
export { update } from './update';
