package chat.parley.ejb.export;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import chat.parley.jpa.export.ExportJob;
import chat.parley.jpa.export.ExportJob.Taken;
import chat.parley.jpa.export.ExportJobs;
import chat.parley.jpa.matter.MatterContents.Position;

/** An export that is ours for a time, and for another as often as it is renewed, unless somebody else has taken it. */
final class ExportLease {

    private static final int RENEWALS_IN_ONE = 4;

    private final ExportJobs jobs;
    private final Clock clock;
    private final Duration time;
    private Taken taken;
    private Instant renewed;

    /** On one that was taken just now, for this time. */
    ExportLease(ExportJobs jobs, Clock clock, Taken taken, Duration time) {
        this.jobs = jobs;
        this.clock = clock;
        this.time = time;
        this.taken = taken;
        renewed = clock.instant();
    }

    /** Somebody else has taken the export: nothing that is made here is of use. */
    static final class Lost extends IOException {
        private Lost() {
            super("Somebody else has taken the export");
        }
    }

    /** How far it has come. */
    Taken taken() {
        return taken;
    }

    ExportJob job() {
        return taken.job();
    }

    /** It has come further. */
    void advance(Position place, long messages, long bytes) throws Lost {
        taken = jobs.advance(taken, place, messages, bytes, time).orElseThrow(Lost::new);
        renewed = clock.instant();
    }

    /** It is still being made. */
    void renew() throws Lost {
        advance(taken.place(), job().messages(), taken.bytes());
    }

    /** The same, for those who are at it all the time: renewed when a good part of the time is over. */
    void touch() throws Lost {
        if (clock.instant().isAfter(renewed.plus(time.dividedBy(RENEWALS_IN_ONE)))) {
            renew();
        }
    }
}
