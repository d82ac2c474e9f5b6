export { end } from './end';
export { getActive } from './getActive';
export { make } from './make';
