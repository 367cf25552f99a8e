// What an application brings of its own, on this version, too: the same tests, word for word.
import '../../test/nest/async-options.test.ts';
import '../../test/nest/beside-others.test.ts';
import '../../test/nest/call-owners.test.ts';
import '../../test/nest/calls.test.ts';
import '../../test/nest/events.test.ts';
import '../../test/nest/filters.test.ts';
import '../../test/nest/mounting.test.ts';
import '../../test/nest/ways-of-writing.test.ts';
