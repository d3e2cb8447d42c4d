package chat.parley.web.retention;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.ejb.retention.SetRetention;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.retention.RetentionReach;
import chat.parley.jpa.retention.RetentionRule;
import chat.parley.jpa.retention.RetentionRule.Periods;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.problem.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * A rule about keeping as REST writes it. One of {@code kind}, {@code label} and {@code conversation} says where it holds;
 * none: in the whole organization. What follows {@code withdrawnDays} is not there when it is set.
 */
public record RetentionForm(
        @Nullable Long id,
        @Nullable String name,
        @Nullable String kind,
        @Nullable String label,
        @Nullable Long conversation,
        @Nullable Integer keepDays,
        @Nullable Integer deleteDays,
        @Nullable Boolean keepForever,
        @Nullable Integer withdrawnDays,
        @Nullable String state,
        @Nullable Long by,
        @Nullable String at) {

    static RetentionForm of(RetentionRule rule) {
        RetentionReach reach = rule.reach();
        Periods periods = rule.periods();
        return new RetentionForm(
                rule.id(),
                rule.name(),
                reach instanceof RetentionReach.Kind(ConversationKind kind) ? lower(kind) : null,
                reach instanceof RetentionReach.Label(String label) ? label : null,
                reach instanceof RetentionReach.Conversation(ConversationId conversation) ? conversation.value() : null,
                periods.keep(),
                periods.delete(),
                periods.keepForever() ? true : null,
                periods.withdrawn(),
                lower(rule.state()),
                rule.by().value(),
                ServerFrames.time(rule.at()));
    }

    SetRetention wish() {
        return new SetRetention(
                reach(),
                RequestBody.required(name, "name"),
                new Periods(keepDays, deleteDays, Objects.requireNonNullElse(keepForever, false), withdrawnDays));
    }

    private RetentionReach reach() {
        long named = List.of(kind != null, label != null, conversation != null).stream()
                .filter(there -> there)
                .count();
        if (named > 1) {
            throw new Rejected("request.malformed", "A rule has one of kind, label and conversation, or none.");
        }
        if (kind != null) {
            return new RetentionReach.Kind(RequestBody.constant(ConversationKind.class, "kind", kind));
        }
        if (label != null) {
            return new RetentionReach.Label(label);
        }
        return conversation == null
                ? new RetentionReach.Organization()
                : new RetentionReach.Conversation(new ConversationId(conversation));
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** All of them. */
    public record RetentionRuleList(List<RetentionForm> rules) {}

    /** What rules know a conversation by. */
    public record Labels(@Nullable List<String> labels) {}
}
