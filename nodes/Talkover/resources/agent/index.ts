export { create } from './create';
export { updateCalling } from './updateCalling';
