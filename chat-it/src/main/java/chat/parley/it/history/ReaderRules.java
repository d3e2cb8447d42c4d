package chat.parley.it.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import chat.parley.it.history.Entry.Position;
import chat.parley.it.history.Entry.Shown;

/** What must be true of what one client was shown, entry by entry in the order it recorded them. */
final class ReaderRules {

    private record Odd(long conversation, String message) {}

    private final String client;
    private final FinalLog log;
    private final Findings findings;
    private final Promises promises;
    private final Sightings sightings;
    private final Map<Long, Copy> copies = new HashMap<>();
    private final Map<Odd, Set<Long>> odd = new HashMap<>();

    ReaderRules(String client, FinalLog log, Findings findings, Promises promises, Sightings sightings) {
        this.client = client;
        this.log = log;
        this.findings = findings;
        this.promises = promises;
        this.sightings = sightings;
    }

    void check(Entry entry) {
        switch (entry) {
            case Entry.Hello hello -> hello(hello);
            case Entry.Sync sync -> sync(sync);
            case Entry.CaughtUp caughtUp -> caughtUp(caughtUp);
            case Entry.Joined joined -> joined(joined);
            case Entry.Removed removed -> copy(removed.conversation()).remove();
            case Entry.Resync _ -> copies.values().forEach(Copy::loosen);
            case Entry.Delivered delivered -> delivered(delivered);
            case Entry.Changed changed -> changed(changed);
            case Entry.Page page -> page(page);
            case Entry.Disconnected _ -> copies.values().forEach(Copy::disconnect);
            case Entry.Finished finished -> finished(finished);
            case Entry.Sent _, Entry.Acknowledged _, Entry.Refused _, Entry.ChangeAcknowledged _ -> {
                // The senders' side
            }
        }
    }

    void end() {
        odd.forEach((what, numbers) -> {
            Copy copy = copy(what.conversation());
            Set<Long> all = new TreeSet<>(numbers);
            for (LogRow.Message message :
                    log.conversation(what.conversation()).messages().values()) {
                if (message.id().equals(what.message()) && copy.sawEver(message.seq())) {
                    all.add(message.seq());
                }
            }
            if (all.size() > 1) {
                find(
                        Rule.TWICE_AFTER_DEDUPLICATION,
                        what.conversation(),
                        numbers.iterator().next(),
                        "message " + what.message() + " was seen as " + all);
            }
        });
    }

    private void hello(Entry.Hello hello) {
        copies.values().forEach(Copy::disconnect);
        copies.forEach((conversation, copy) -> {
            if (!hello.checkpoint().containsKey(conversation)) {
                copy.forget();
            }
        });
        hello.checkpoint().forEach((conversation, position) -> {
            Copy copy = copy(conversation);
            checkpointIsFounded(conversation, copy, position);
            copy.connect(position);
        });
    }

    private void sync(Entry.Sync sync) {
        sync.checkpoint().forEach((conversation, position) -> {
            checkpointIsFounded(conversation, copy(conversation), position);
            copy(conversation).ask(position);
        });
    }

    private void checkpointIsFounded(long conversation, Copy copy, Position position) {
        if (!copy.reached(position)) {
            find(Rule.CHECKPOINT_UNFOUNDED, conversation, position.seq(), "as " + position);
        }
    }

    private void caughtUp(Entry.CaughtUp entry) {
        ConversationLog conversation = log.conversation(entry.conversation());
        Copy copy = copy(entry.conversation());
        if (entry.seq() > conversation.lastSeq()) {
            find(Rule.PHANTOM, entry.conversation(), entry.seq(), "position after the log's end");
        }
        long account = entry.by().account();
        ascending(entry.conversation(), entry.messages());
        for (Shown shown : entry.messages()) {
            shown(account, conversation, shown);
        }
        if (entry.reset() || !copy.known()) {
            copy.base(entry.seq(), entry.rev(), entry.by().at());
        } else {
            if (!entry.left()) {
                isAheadAndWhole(account, conversation, copy, entry);
            }
            copy.advance(entry.seq(), entry.rev());
        }
        for (Shown shown : entry.messages()) {
            copy.saw(shown.seq());
            hold(conversation, copy, shown);
        }
        if (entry.left()) {
            copy.remove();
        }
        copyIsFresh(account, entry.conversation(), copy);
    }

    /** Every visible message after the old position and up to the new one has to be there. */
    private void isAheadAndWhole(long account, ConversationLog conversation, Copy copy, Entry.CaughtUp entry) {
        if (entry.seq() < copy.asked()) {
            find(Rule.OUT_OF_ORDER, entry.conversation(), entry.seq(), "caught up to before " + copy.asked());
        }
        long at = copy.seq();
        for (Shown shown : entry.messages()) {
            if (shown.seq() > copy.seq()) {
                conversation
                        .firstVisibleBetween(account, at, shown.seq())
                        .ifPresent(left -> find(Rule.GAP, conversation.id(), left, "left out in catching up"));
                at = Math.max(at, shown.seq());
            }
        }
        conversation
                .firstVisibleBetween(account, at, entry.seq() + 1)
                .ifPresent(left -> find(Rule.GAP, conversation.id(), left, "left out in catching up"));
    }

    private void joined(Entry.Joined joined) {
        Copy copy = copy(joined.conversation());
        if (!copy.known() || copy.removed()) {
            copy.base(joined.seq(), joined.rev(), joined.by().at());
        }
    }

    private void delivered(Entry.Delivered entry) {
        ConversationLog conversation = log.conversation(entry.conversation());
        Copy copy = copy(entry.conversation());
        long seq = entry.message().seq();
        shown(entry.by().account(), conversation, entry.message());
        if (copy.removed()) {
            find(Rule.AFTER_REMOVAL, entry.conversation(), seq, "message");
        }
        if (copy.sawOnConnection(seq)) {
            find(Rule.REPEATED, entry.conversation(), seq, "at position " + copy.seq());
        } else if (seq <= copy.seq()) {
            find(Rule.OUT_OF_ORDER, entry.conversation(), seq, "at position " + copy.seq());
        } else if (!copy.known()) {
            find(Rule.GAP, entry.conversation(), seq, "before the connection was told where the conversation stands");
        } else if (!copy.loose()) {
            conversation
                    .firstVisibleBetween(entry.by().account(), copy.seq(), seq)
                    .ifPresent(left -> find(Rule.GAP, entry.conversation(), left, "left out before " + seq));
        }
        copy.saw(seq);
        if (!copy.loose()) {
            copy.advance(seq, 0);
        }
        hold(conversation, copy, entry.message());
    }

    private void changed(Entry.Changed entry) {
        ConversationLog conversation = log.conversation(entry.conversation());
        Copy copy = copy(entry.conversation());
        shown(entry.by().account(), conversation, entry.message());
        copy.sawElsewhere(entry.message().seq());
        Long seq = conversation.changes().get(entry.rev());
        if (seq == null || seq != entry.message().seq()) {
            find(Rule.PHANTOM, entry.conversation(), entry.rev(), "a change that is not in the log");
        }
        if (copy.removed()) {
            find(Rule.AFTER_REMOVAL, entry.conversation(), entry.rev(), "change");
        }
        if (entry.message().rev() < entry.rev()) {
            find(Rule.STALE_SNAPSHOT, entry.conversation(), entry.message().seq(), "comes with change " + entry.rev());
        }
        if (!copy.loose()) {
            changeIsNext(entry, conversation, copy);
            copy.advance(0, entry.rev());
        }
        hold(conversation, copy, entry.message());
    }

    private void changeIsNext(Entry.Changed entry, ConversationLog conversation, Copy copy) {
        if (entry.rev() <= copy.rev()) {
            find(Rule.CHANGE_OUT_OF_ORDER, entry.conversation(), entry.rev(), "after change " + copy.rev());
        } else {
            conversation
                    .firstVisibleChangeBetween(entry.by().account(), copy.rev(), entry.rev())
                    .ifPresent(left -> find(
                            Rule.CHANGE_OUT_OF_ORDER, entry.conversation(), left, "left out before " + entry.rev()));
        }
    }

    private void page(Entry.Page page) {
        ConversationLog conversation = log.conversation(page.conversation());
        Copy copy = copy(page.conversation());
        long account = page.by().account();
        ascending(page.conversation(), page.messages());
        long before = Long.MAX_VALUE;
        for (Shown shown : page.messages()) {
            shown(account, conversation, shown);
            if (before < shown.seq()) {
                conversation
                        .firstVisibleBetween(account, before, shown.seq())
                        .ifPresent(left -> find(Rule.GAP, page.conversation(), left, "left out in a page"));
            }
            before = shown.seq();
            copy.sawElsewhere(shown.seq());
            if (page.asked() >= copy.basedAt()) {
                hold(conversation, copy, shown);
            }
            long promised = promises.lastChange(page.conversation(), shown.seq(), page.asked());
            if (shown.rev() < promised) {
                find(Rule.STALE_READ, page.conversation(), shown.seq(), "lacks change " + promised);
            }
        }
        if (page.newest()) {
            newestIsThere(page, conversation);
        }
    }

    private void newestIsThere(Entry.Page page, ConversationLog conversation) {
        long promised = promises.lastMessage(page.conversation(), page.asked());
        long shown = page.messages().isEmpty() ? 0 : page.messages().getLast().seq();
        List<LogRow.Membership> memberships = conversation.memberships(page.by().account());
        boolean memberThen = memberships.size() == 1 && memberships.getFirst().joined() <= promised;
        if (memberThen && shown < promised && conversation.maySee(page.by().account(), promised)) {
            find(
                    Rule.STALE_READ,
                    page.conversation(),
                    promised,
                    "acknowledged before, the newest page ends at " + shown);
        }
    }

    private void finished(Entry.Finished finished) {
        long account = finished.by().account();
        for (ConversationLog conversation : log.conversations()) {
            if (conversation.isMember(account)) {
                isComplete(account, conversation, copy(conversation.id()));
            }
        }
        copies.forEach((id, copy) -> copyIsFresh(account, id, copy));
    }

    private void isComplete(long account, ConversationLog conversation, Copy copy) {
        if (!copy.known() || copy.loose()) {
            find(Rule.INCOMPLETE, conversation.id(), 0, "the client does not know where the conversation stands");
            return;
        }
        conversation
                .firstVisibleBetween(account, copy.seq(), Long.MAX_VALUE)
                .ifPresent(left -> find(Rule.INCOMPLETE, conversation.id(), left, "message, position " + copy.seq()));
        conversation
                .firstVisibleChangeBetween(account, copy.rev(), Long.MAX_VALUE)
                .ifPresent(left -> find(Rule.INCOMPLETE, conversation.id(), left, "change, position " + copy.rev()));
    }

    /** What the client holds must be as its position says. */
    private void copyIsFresh(long account, long id, Copy copy) {
        ConversationLog conversation = log.conversation(id);
        copy.held().forEach((seq, rev) -> {
            long last = conversation.lastChange(seq, copy.rev());
            if (copy.known() && rev < last && conversation.followsChanges(account, seq)) {
                find(
                        Rule.STALE_SNAPSHOT,
                        id,
                        seq,
                        "has change " + rev + ", at position " + copy.rev() + " it has " + last);
            }
        });
    }

    private void ascending(long conversation, List<Shown> messages) {
        long before = 0;
        for (Shown shown : messages) {
            if (shown.seq() == before) {
                find(Rule.REPEATED, conversation, shown.seq(), "in one answer");
            } else if (shown.seq() < before) {
                find(Rule.OUT_OF_ORDER, conversation, shown.seq(), "in one answer, after " + before);
            }
            before = shown.seq();
        }
    }

    /** Holds what was shown against the log: whether it is there, whether it said that, and whether it may be seen. */
    private void shown(long account, ConversationLog conversation, Shown shown) {
        Optional<LogRow.Message> written = conversation.message(shown.seq());
        boolean same = written.filter(m -> m.id().equals(shown.id()) && m.sender() == shown.sender())
                .isPresent();
        if (same) {
            sightings.right(conversation.id(), shown.seq());
            bodyIsRight(conversation, shown);
        } else {
            sightings.odd(conversation.id(), shown.seq(), shown.id());
            find(Rule.PHANTOM, conversation.id(), shown.seq(), "message " + shown.id() + " of " + shown.sender());
        }
        if (!same || conversation.numbers(shown.sender(), shown.id()).size() > 1) {
            odd.computeIfAbsent(new Odd(conversation.id(), shown.id()), _ -> new TreeSet<>())
                    .add(shown.seq());
        }
        if (!conversation.maySee(account, shown.seq())) {
            find(Rule.OUTSIDE_SPAN, conversation.id(), shown.seq(), "shown to account " + account);
        }
    }

    private void bodyIsRight(ConversationLog conversation, Shown shown) {
        Optional<String> body = conversation.body(shown.seq(), shown.rev());
        if (!body.filter(shown.body()::equals).isPresent()) {
            find(
                    Rule.BODY_DIFFERS,
                    conversation.id(),
                    shown.seq(),
                    body.isPresent() ? "with change " + shown.rev() : "it never had a change " + shown.rev());
        }
    }

    private void hold(ConversationLog conversation, Copy copy, Shown shown) {
        if (conversation.changed(shown.seq())) {
            copy.hold(shown.seq(), shown.rev());
        }
    }

    private Copy copy(long conversation) {
        return copies.computeIfAbsent(conversation, _ -> new Copy());
    }

    private void find(Rule rule, long conversation, long number, String detail) {
        findings.add(rule, client, conversation, number, detail);
    }
}
