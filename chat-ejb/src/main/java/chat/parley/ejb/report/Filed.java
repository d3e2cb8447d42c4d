package chat.parley.ejb.report;

import chat.parley.jpa.report.OwnReport;

/** A report as it stands; {@code fresh} if it was made just now, and not before. */
public record Filed(OwnReport report, boolean fresh) {}
