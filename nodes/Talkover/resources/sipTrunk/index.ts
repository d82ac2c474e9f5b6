export { get } from './get';
export { getHealth } from './getHealth';
export { getMany } from './getMany';
export { getPhoneNumbers } from './getPhoneNumbers';
