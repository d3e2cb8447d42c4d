/**
 * What an empty installation can be filled with: people to try it out with ({@link chat.parley.ejb.demo.DemoPeople}),
 * and crowds to put load on it with ({@link chat.parley.ejb.demo.Crowds}). Operators only.
 */
@NullMarked
package chat.parley.ejb.demo;

import org.jspecify.annotations.NullMarked;
