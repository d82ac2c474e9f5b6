import { formsOf } from './forms';
import { describeOperations } from './operationsTable';

describeOperations(formsOf(1, 2));
