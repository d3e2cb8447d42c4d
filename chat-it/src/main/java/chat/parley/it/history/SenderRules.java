package chat.parley.it.history;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must be true of what clients sent, were promised and were refused, seen over all of their connections. */
final class SenderRules {

    private record Wish(long conversation, long account, String id) {}

    private static final class Tries {
        private int sent;
        private int refused;
        private boolean acknowledged;
    }

    private final FinalLog log;
    private final Findings findings;
    private final Map<Wish, Tries> wishes = new HashMap<>();
    private final Set<Long> recorded = new HashSet<>();
    private final Promises promises;

    SenderRules(FinalLog log, Findings findings, Promises promises) {
        this.log = log;
        this.findings = findings;
        this.promises = promises;
    }

    void check(Entry entry) {
        recorded.add(entry.by().account());
        switch (entry) {
            case Entry.Sent sent -> sent(sent);
            case Entry.Acknowledged acknowledged -> acknowledged(acknowledged);
            case Entry.Refused refused -> {
                if (refused.certain()) {
                    tries(refused.by(), refused.conversation(), refused.id()).refused++;
                }
            }
            case Entry.ChangeAcknowledged changed -> changeAcknowledged(changed);
            default -> {
                // The readers' side
            }
        }
    }

    void end() {
        wishes.forEach((wish, tries) -> {
            List<Long> numbers = log.conversation(wish.conversation()).numbers(wish.account(), wish.id());
            if (!tries.acknowledged && tries.sent == tries.refused && !numbers.isEmpty()) {
                findings.add(Rule.REFUSED_BUT_POSTED, null, wish.conversation(), numbers.getFirst(), wish.id());
            }
        });
        log.conversations().forEach(this::nothingWasInvented);
    }

    private void nothingWasInvented(ConversationLog conversation) {
        for (LogRow.Message message : conversation.messages().values()) {
            boolean user = message.event() == null;
            if (user
                    && recorded.contains(message.sender())
                    && !wishes.containsKey(new Wish(conversation.id(), message.sender(), message.id()))) {
                findings.add(Rule.INVENTED, null, conversation.id(), message.seq(), "message " + message.id());
            }
        }
    }

    private Tries tries(Entry.By by, long conversation, String id) {
        return wishes.computeIfAbsent(new Wish(conversation, by.account(), id), _ -> new Tries());
    }

    private void sent(Entry.Sent sent) {
        tries(sent.by(), sent.conversation(), sent.id()).sent++;
        ConversationLog conversation = log.conversation(sent.conversation());
        for (long seq : conversation.numbers(sent.by().account(), sent.id())) {
            if (!conversation.body(seq, 0).filter(sent.body()::equals).isPresent()) {
                find(
                        Rule.BODY_DIFFERS,
                        sent.by(),
                        sent.conversation(),
                        seq,
                        "the log's first body is not what was sent");
            }
        }
    }

    private void acknowledged(Entry.Acknowledged ack) {
        tries(ack.by(), ack.conversation(), ack.id()).acknowledged = true;
        promises.message(ack.conversation(), ack.by().at(), ack.seq());
        ConversationLog conversation = log.conversation(ack.conversation());
        List<Long> numbers = conversation.numbers(ack.by().account(), ack.id());
        if (numbers.isEmpty()) {
            find(Rule.ACKNOWLEDGED_MISSING, ack.by(), ack.conversation(), ack.seq(), "message " + ack.id());
            return;
        }
        if (!numbers.contains(ack.seq())) {
            find(
                    Rule.ACKNOWLEDGED_DIFFERENTLY,
                    ack.by(),
                    ack.conversation(),
                    ack.seq(),
                    "the log has it as " + numbers);
            return;
        }
        String written = conversation.message(ack.seq()).orElseThrow().at();
        if (ack.time() != null && !Instant.parse(ack.time()).equals(Instant.parse(written))) {
            find(
                    Rule.ACKNOWLEDGED_DIFFERENTLY,
                    ack.by(),
                    ack.conversation(),
                    ack.seq(),
                    "as written at " + ack.time() + ", the log says " + written);
        }
    }

    private void changeAcknowledged(Entry.ChangeAcknowledged ack) {
        promises.change(ack.conversation(), ack.by().at(), ack.seq(), ack.rev());
        ConversationLog conversation = log.conversation(ack.conversation());
        Long seq = conversation.changes().get(ack.rev());
        if (seq == null || seq != ack.seq()) {
            find(Rule.CHANGE_MISSING, ack.by(), ack.conversation(), ack.rev(), "should change message " + ack.seq());
        } else if (!conversation
                .body(ack.seq(), ack.rev())
                .filter(ack.body()::equals)
                .isPresent()) {
            find(
                    Rule.BODY_DIFFERS,
                    ack.by(),
                    ack.conversation(),
                    ack.seq(),
                    "change " + ack.rev() + " made another body");
        }
    }

    private void find(Rule rule, Entry.By by, long conversation, long number, String detail) {
        findings.add(rule, by.client(), conversation, number, detail);
    }
}
