export { getActive } from './getActive';
