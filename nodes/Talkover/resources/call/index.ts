import type { Resource } from '../../engine/resource';
import { getActive } from './getActive';

export const call: Resource = { value: 'call', name: 'Call', operations: [getActive] };
