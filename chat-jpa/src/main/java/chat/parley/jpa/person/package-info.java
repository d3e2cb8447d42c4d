/**
 * What is kept about one person, across all features: to be handed to them ({@link chat.parley.jpa.person.OwnData}) and to be
 * forgotten. Who adds a table that has an account in it adds it here.
 */
@NullMarked
package chat.parley.jpa.person;

import org.jspecify.annotations.NullMarked;
