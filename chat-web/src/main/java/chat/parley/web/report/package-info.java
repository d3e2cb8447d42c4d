/** Reporting, deciding about reports, and appealing, by REST. What is told of it goes by frames of {@code web.delivery}. */
@NullMarked
package chat.parley.web.report;

import org.jspecify.annotations.NullMarked;
