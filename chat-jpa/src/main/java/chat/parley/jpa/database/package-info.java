/**
 * The way to PostgreSQL for SQL that is set-based or hot, where mapping objects would be in the way. What people
 * administrate goes through JPA; both take part in the same transaction. The schema is made by Flyway before
 * Hibernate validates it ({@link chat.parley.jpa.database.SchemaMigration}).
 */
@NullMarked
package chat.parley.jpa.database;

import org.jspecify.annotations.NullMarked;
