/** Tests of the command line, against a real installation. */
@NullMarked
package chat.parley.launcher.command;

import org.jspecify.annotations.NullMarked;
