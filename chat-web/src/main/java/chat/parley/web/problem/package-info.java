/**
 * How refusals and failures leave: {@link chat.parley.web.problem.Problems} turns each into one RFC 9457 problem with a
 * stable code, the same by frame and by REST; the mappers here serve it as {@code application/problem+json}.
 */
@NullMarked
package chat.parley.web.problem;

import org.jspecify.annotations.NullMarked;
