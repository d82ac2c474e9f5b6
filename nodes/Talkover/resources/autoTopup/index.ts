export { getHistory } from './getHistory';
export { getSettings } from './getSettings';
