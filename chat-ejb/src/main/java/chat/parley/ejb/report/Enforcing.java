package chat.parley.ejb.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.ImposeSanction;
import chat.parley.ejb.conversation.Matter;
import chat.parley.ejb.conversation.Sanctioning;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.message.Withdrawing;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Sanction;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.report.Cases;
import chat.parley.jpa.report.Decision;
import chat.parley.jpa.report.ModerationCase;
import chat.parley.jpa.report.ModerationCase.Imposed;
import org.jspecify.annotations.Nullable;

/** Does what was decided about a case, in the transaction of the decision. */
@ApplicationScoped
public class Enforcing {

    @Inject
    CaseDoor door;

    @Inject
    Cases cases;

    @Inject
    Changes changes;

    @Inject
    Withdrawing withdrawing;

    @Inject
    Sanctioning sanctioning;

    /** Holds the conversation in which something will be done, if it is one; what is taken away there is in its row then. */
    void hold(ModerationCase about, DecideCase wish, @Nullable ConversationId where) {
        var place = about.place();
        if (wish.decision() == Decision.REMOVE && place != null) {
            changes.lock(place.conversation(), place.seq());
        } else {
            hold(where);
        }
    }

    private void hold(@Nullable ConversationId where) {
        if (where != null) {
            changes.lock(where);
        }
    }

    /** The sanction that was imposed for a case, if one was; its conversation is held from here on. */
    @Nullable
    Imposed hold(ModerationCase about) {
        var ruling = about.ruling();
        Imposed sanction = ruling == null ? null : ruling.sanction();
        hold(sanction == null ? null : sanction.conversation());
        return sanction;
    }

    /** Takes the message away, mutes or bans. */
    void enforce(Actor actor, ModerationCase about, DecideCase wish, @Nullable ConversationId where) {
        Matter matter = door.matter(actor, about);
        var place = about.place();
        if (wish.decision() == Decision.REMOVE && place != null) {
            withdrawing.withdraw(actor, place.conversation(), place.seq(), matter, wish.why());
        } else if (wish.until() != null && where != null) {
            Sanction.Kind kind = kind(wish.decision());
            ImposeSanction sanction = new ImposeSanction(kind, wish.until(), wish.why());
            Sanction imposed = sanctioning.impose(actor, where, about.accused(), sanction, matter);
            cases.imposed(about.id(), new Imposed(where, imposed.at()));
        }
    }

    /** Lifts what was imposed for the case, unless something else stands in its place or it is over; whether it did. */
    boolean lift(Actor actor, ModerationCase about, Imposed imposed) {
        var ruling = about.ruling();
        if (ruling == null) {
            return false;
        }
        Sanction sanction =
                new Sanction(about.accused(), kind(ruling.decision()), imposed.at(), ruling.by(), null, null);
        return sanctioning.lift(actor, imposed.conversation(), sanction, door.matter(actor, about));
    }

    private static Sanction.Kind kind(Decision decision) {
        return decision == Decision.MUTE ? Sanction.Kind.MUTE : Sanction.Kind.BAN;
    }
}
