/** Tests of the launcher; those of the database start a real one. */
@NullMarked
package chat.parley.launcher;

import org.jspecify.annotations.NullMarked;
