/** Supervision over REST: its rules, what is to be reviewed, and the figures that are asked for. */
@NullMarked
package chat.parley.web.supervision;

import org.jspecify.annotations.NullMarked;
