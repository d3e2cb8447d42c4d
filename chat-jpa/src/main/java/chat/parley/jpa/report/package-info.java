/**
 * What was reported, by whom, in which words it was said, and what was decided about it: {@code moderation_case}, {@code
 * report}, {@code case_message}. Start at {@link chat.parley.jpa.report.Cases}. What those whom it concerns are told of it
 * afterwards is in {@link chat.parley.jpa.report.OwnReports}. Who may see what is decided in {@code
 * chat.parley.ejb.conversation}.
 */
@NullMarked
package chat.parley.jpa.report;

import org.jspecify.annotations.NullMarked;
