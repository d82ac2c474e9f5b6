export { getHistory } from './getHistory';
