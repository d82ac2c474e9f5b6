export { create } from './create';
export { deleteAgent } from './delete';
export { get } from './get';
export { getMany } from './getMany';
export { publish } from './publish';
export { updateCalling } from './updateCalling';
