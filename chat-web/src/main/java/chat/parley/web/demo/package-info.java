/** REST of what an empty installation can be filled with: demo people, and crowds for load tests. Operators only. */
@NullMarked
package chat.parley.web.demo;

import org.jspecify.annotations.NullMarked;
