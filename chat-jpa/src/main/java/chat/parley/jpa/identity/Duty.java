package chat.parley.jpa.identity;

import java.util.Collection;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A part of administrating an organization; in JSON by its small name. The names are stored. */
public enum Duty {
    /** Its nodes and settings, and who has which duty. */
    @JsonProperty("system")
    SYSTEM,
    /** Its people, groups and conversations, without what is said in them. */
    @JsonProperty("people")
    PEOPLE,
    /** What is kept and for how long, and what is searched and handed over; releases what another has asked for. */
    @JsonProperty("compliance")
    COMPLIANCE,
    /** Reading what was noted of all the others. */
    @JsonProperty("audit")
    AUDIT,
    /** What was reported, and the rules by which messages are judged. */
    @JsonProperty("moderation")
    MODERATION;

    /** Whether one account may have both: who audits does nothing else, and who appoints does not read what others wrote. */
    public boolean goesWith(Duty other) {
        return this == other || !(apart(this, other) || apart(other, this));
    }

    /** Whether one account may have all of these. */
    public static boolean goTogether(Collection<Duty> duties) {
        return duties.stream().allMatch(one -> duties.stream().allMatch(one::goesWith));
    }

    /** What it is called on the wire and by people. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static boolean apart(Duty one, Duty other) {
        return one == AUDIT || (one == COMPLIANCE && other == SYSTEM);
    }
}
