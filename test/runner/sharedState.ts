import { resetModuleState } from '../../nodes/Talkover/account/moduleState';

// What the runs of a process share must not reach the next test.
afterEach(resetModuleState);
