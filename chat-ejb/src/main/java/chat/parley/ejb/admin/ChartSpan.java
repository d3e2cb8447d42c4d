package chat.parley.ejb.admin;

import java.time.Duration;

/** How far a chart goes back, and how long each of its points is. */
public enum ChartSpan {
    HOUR(Duration.ofHours(1), Duration.ofMinutes(1)),
    DAY(Duration.ofDays(1), Duration.ofMinutes(15)),
    WEEK(Duration.ofDays(7), Duration.ofHours(2)),
    MONTH(Duration.ofDays(30), Duration.ofHours(8)),
    YEAR(Duration.ofDays(365), Duration.ofDays(4));

    private final Duration back;
    private final Duration point;

    ChartSpan(Duration back, Duration point) {
        this.back = back;
        this.point = point;
    }

    /** How far it goes back. */
    public Duration back() {
        return back;
    }

    /** How long a point is. */
    public Duration point() {
        return point;
    }
}
