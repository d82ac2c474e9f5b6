import type { Resource } from '../engine/resource';
import { agent } from './agent';
import { call } from './call';
import { flow } from './flow';

export const resources: readonly Resource[] = [agent, call, flow];
