/**
 * Where people and programs come in: sockets, REST, screens. This package holds only the root of REST; each feature has
 * its own.
 */
@NullMarked
package chat.parley.web;

import org.jspecify.annotations.NullMarked;
