export { createRule } from './createRule';
export { deleteRule } from './deleteRule';
export { getFreeSlots } from './getFreeSlots';
export { getRules } from './getRules';
export { updateRule } from './updateRule';
