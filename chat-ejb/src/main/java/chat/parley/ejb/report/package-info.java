/**
 * Reporting messages and people, and deciding about that. Start at {@link chat.parley.ejb.report.Reporting}, for those who
 * decide at {@link chat.parley.ejb.report.CaseQueue} and {@link chat.parley.ejb.report.Deciding}, for the one it concerns at
 * {@link chat.parley.ejb.report.Appealing}. Who may see which case is decided in {@code chat.parley.ejb.conversation}; {@link
 * chat.parley.ejb.report.CaseDoor} asks it. Each transaction takes its rows in one order: the case, the conversation, the
 * own states of those who are told, the audit log.
 */
@NullMarked
package chat.parley.ejb.report;

import org.jspecify.annotations.NullMarked;
