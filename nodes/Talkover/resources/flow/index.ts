import type { Resource } from '../../engine/resource';
import { update } from './update';

export const flow: Resource = { value: 'flow', name: 'Flow', operations: [update] };
