package chat.parley.it.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/** What must be true of the log by itself. */
final class LogRules {

    private final Findings findings;

    LogRules(Findings findings) {
        this.findings = findings;
    }

    void check(ConversationLog log) {
        numbersHaveNoGap(log);
        changesHaveNoGap(log);
        messagesExistOnce(log);
        lastChangesAgree(log);
        spansAreFounded(log);
    }

    private void numbersHaveNoGap(ConversationLog log) {
        long expected = log.head().map(LogRow.Head::firstSeq).orElse(1L);
        for (long seq : log.messages().keySet()) {
            if (seq != expected) {
                find(Rule.LOG_GAP, log, seq, "expected " + expected);
            }
            expected = seq + 1;
        }
        long last = expected - 1;
        log.head()
                .filter(head -> head.lastSeq() != last)
                .ifPresent(head -> find(
                        Rule.LOG_GAP, log, head.lastSeq(), "is the conversation's head, the last message is " + last));
    }

    private void changesHaveNoGap(ConversationLog log) {
        long expected = 1;
        for (long rev : log.changes().keySet()) {
            if (rev != expected) {
                find(Rule.CHANGE_GAP, log, rev, "expected change " + expected);
            }
            expected = rev + 1;
        }
        long last = expected - 1;
        log.head()
                .filter(head -> head.lastRev() != last)
                .ifPresent(head -> find(
                        Rule.CHANGE_GAP,
                        log,
                        head.lastRev(),
                        "is the conversation's last change, the list ends at " + last));
    }

    private void messagesExistOnce(ConversationLog log) {
        for (LogRow.Message message : log.messages().values()) {
            List<Long> numbers = log.numbers(message.sender(), message.id());
            if (numbers.size() > 1 && numbers.getFirst() == message.seq()) {
                find(Rule.TWICE_IN_LOG, log, message.seq(), "message " + message.id() + " has the numbers " + numbers);
            }
        }
    }

    private void lastChangesAgree(ConversationLog log) {
        for (LogRow.Message message : log.messages().values()) {
            long last = log.lastChange(message.seq(), Long.MAX_VALUE);
            if (last != message.rev()) {
                find(
                        Rule.CHANGE_UNFOUNDED,
                        log,
                        message.seq(),
                        "says " + message.rev() + ", its last change is " + last);
            }
        }
        log.changes().forEach((rev, seq) -> {
            if (log.message(seq).isEmpty()) {
                find(Rule.CHANGE_UNFOUNDED, log, rev, "changes message " + seq + ", which does not exist");
            }
        });
    }

    private void spansAreFounded(ConversationLog log) {
        Map<Long, Set<Long>> entered = new HashMap<>();
        Map<Long, Set<Long>> gone = new HashMap<>();
        for (LogRow.Message message : log.messages().values()) {
            if (message.event() != null) {
                note(message.seq(), event(message.event()), entered, gone);
            }
        }
        for (LogRow.Membership membership : log.memberships()) {
            if (!entered.getOrDefault(membership.joined(), Set.of()).contains(membership.account())) {
                find(
                        Rule.SPAN_UNFOUNDED,
                        log,
                        membership.joined(),
                        "does not say that " + membership.account() + " came");
            }
            Long to = membership.to();
            if (to != null && !gone.getOrDefault(to, Set.of()).contains(membership.account())) {
                find(Rule.SPAN_UNFOUNDED, log, to, "does not say that " + membership.account() + " went");
            }
        }
    }

    private static void note(long seq, JsonNode event, Map<Long, Set<Long>> entered, Map<Long, Set<Long>> gone) {
        switch (event.path("event").asText()) {
            case "created", "joined" ->
                event.path("accounts")
                        .forEach(account -> entered.computeIfAbsent(seq, _ -> new HashSet<>())
                                .add(account.asLong()));
            case "left", "removed", "banned" ->
                gone.computeIfAbsent(seq, _ -> new HashSet<>())
                        .add(event.path("account").asLong());
            default -> {
                // What else happens to a conversation does not touch its members
            }
        }
    }

    private static JsonNode event(String body) {
        try {
            return HistoryFiles.JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not an event: " + body, e);
        }
    }

    private void find(Rule rule, ConversationLog log, long number, String detail) {
        findings.add(rule, null, log.id(), number, detail);
    }
}
