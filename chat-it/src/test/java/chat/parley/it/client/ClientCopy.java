package chat.parley.it.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one person's client would show, made of nothing but the frames it was told, by the rules of docs/protocol.md; or
 * made of nothing but what REST answers. Each line of {@link #shown} is one thing that both must agree on.
 */
public final class ClientCopy {

    private static final int PAGE = 200;

    private final SortedMap<Long, Room> rooms = new TreeMap<>();
    private final Map<String, String> memos = new TreeMap<>();
    private final Map<String, Saved> saved = new TreeMap<>();
    private final Map<String, JsonNode> cases = new TreeMap<>();
    private final Set<Long> blocked = new TreeSet<>();
    private final Map<String, Done> done = new TreeMap<>();
    private long me;
    private final Map<String, String> held = new TreeMap<>();
    private final Set<String> hidden = new TreeSet<>();
    private final Map<String, String> scheduled = new TreeMap<>();
    private final Map<String, Own> responses = new TreeMap<>();
    private final Map<String, Own> removals = new TreeMap<>();

    private record Saved(long room, long seq, String at) {}

    private record Done(long room, long seq) {}

    /** What was told of one's own about a message. */
    private record Own(long room, long seq, String what) {

        String place() {
            return room + "/" + seq;
        }
    }

    /** What is known of one conversation; older messages than {@code after} were never told, nor asked for. */
    private static final class Room {

        private final SortedMap<Long, JsonNode> messages = new TreeMap<>();
        private JsonNode settings = Json.object();
        private long after;
        private long seq;
        private long rev;
        private long read;

        private void set(JsonNode summary) {
            ObjectNode without = summary.deepCopy();
            settings = without.remove(List.of("seq", "rev", "read", "unread", "mentions", "last"));
            read = Math.max(read, summary.path("read").asLong());
        }

        private void put(JsonNode message) {
            long number = message.path("seq").asLong();
            if (number > after) {
                ObjectNode bare = message.deepCopy();
                bare.remove("type");
                messages.put(number, bare);
            }
        }

        private void destroy(JsonNode ranges) {
            ranges.forEach(range -> messages.subMap(
                            range.path(0).asLong(), range.path(1).asLong() + 1)
                    .clear());
        }

        private void advance(long toSeq, long toRev) {
            seq = Math.max(seq, toSeq);
            rev = Math.max(rev, toRev);
        }
    }

    /** A client of somebody, under a name for the history, that applies here all that it is told. */
    public ChatClient client(String name, Login login) {
        return new ChatClient(name, login, Recorder.inMemory()).telling(this::apply);
    }

    /** Waits until REST shows this person the same. Read positions and previews are told some seconds later. */
    public void agrees(String who, Rest rest, long account) {
        long end = System.nanoTime() + Patience.USUAL.toNanos();
        Map<String, String> fetched;
        Map<String, String> shown;
        do {
            fetched = fetched(rest, account).shown(this);
            shown = shown();
        } while (!shown.equals(fetched) && System.nanoTime() < end);
        assertThat(shown).as(who).isEqualTo(fetched);
    }

    /** What REST says now to this account: all its conversations with all their messages, and all that it keeps for itself. */
    public static ClientCopy fetched(Rest rest, long account) {
        ClientCopy copy = new ClientCopy();
        pages(rest, "/conversations?limit=" + PAGE, "conversations", summary -> copy.fetch(rest, account, summary));
        pages(rest, "/me/memos?limit=" + PAGE, "memos", copy::memo);
        pages(rest, "/reports?limit=" + PAGE, "reports", report -> copy.note("report", report));
        pages(rest, "/me/decisions?limit=" + PAGE, "decisions", decision -> copy.note("decision", decision));
        pages(rest, "/me/saved?limit=" + PAGE, "saved", mark -> copy.save(mark.path("message"), mark.path("at")));
        pages(rest, "/me/inbox?all=true&limit=" + PAGE, "items", item -> {
            if (item.path("kind").asText().equals("mention")) {
                copy.finish(item.path("message"), item.path("done").asBoolean());
            }
        });
        pages(rest, "/me/held?limit=" + PAGE, "held", copy::hold);
        rest.get("/me/scheduled").ok().path("scheduled").forEach(copy::schedule);
        rest.get("/me/blocks").ok().path("blocks").forEach(block -> copy.block(block, true));
        return copy;
    }

    private static void pages(Rest rest, String path, String name, Consumer<JsonNode> each) {
        JsonNode page;
        String after = "";
        do {
            page = rest.get(path + after).ok();
            page.path(name).forEach(each);
            after = "&after=" + page.path("next").asText();
        } while (page.has("next"));
    }

    private void fetch(Rest rest, long account, JsonNode summary) {
        long id = summary.path("id").asLong();
        Room room = rooms.computeIfAbsent(id, _ -> new Room());
        room.set(summary);
        room.advance(summary.path("seq").asLong(), summary.path("rev").asLong());
        JsonNode page;
        long after = 0;
        do {
            page = rest.get("/conversations/" + id + "/messages?limit=" + PAGE + "&after=" + after)
                    .ok();
            for (JsonNode message : page.path("messages")) {
                room.put(message);
                after = message.path("seq").asLong();
                fetchOwn(rest, account, id, message);
            }
        } while (page.path("more").asBoolean());
    }

    /** What this account has answered to a message, and why it was taken away from them. */
    private void fetchOwn(Rest rest, long account, long room, JsonNode message) {
        String path = "/conversations/" + room + "/messages/" + message.path("seq");
        if (message.has("poll")) {
            respond(rest.get(path + "/response").ok());
        }
        if (message.has("deleted") && message.path("sender").asLong() == account) {
            Rest.Answer removal = rest.get(path + "/removal");
            if (removal.status() == 200) {
                own(removals, removal.ok());
            }
        }
    }

    /** Applies one frame. */
    public synchronized void apply(JsonNode frame) {
        Room room = rooms.get(frame.path("conversation").asLong());
        switch (frame.path("type").asText()) {
            case "welcome" -> me = frame.path("account").asLong();
            case "changes" -> frame.path("conversations").forEach(this::catchUp);
            case "conversation" -> summary(frame.path("conversation"));
            case "message" -> {
                if (room != null && frame.path("seq").asLong() > room.seq) {
                    room.put(frame);
                    room.advance(frame.path("seq").asLong(), 0);
                }
            }
            case "changed" -> {
                if (room != null && frame.path("rev").asLong() > room.rev) {
                    room.put(frame.path("message"));
                    room.advance(0, frame.path("rev").asLong());
                }
            }
            case "destroyed" -> {
                if (room != null && frame.path("rev").asLong() > room.rev) {
                    room.destroy(frame.path("numbers"));
                    room.advance(0, frame.path("rev").asLong());
                }
            }
            case "removed" -> rooms.remove(frame.path("conversation").asLong());
            case "self" -> {
                frame.path("read")
                        .properties()
                        .forEach(entry -> Optional.ofNullable(rooms.get(Long.valueOf(entry.getKey())))
                                .ifPresent(it -> it.read =
                                        Math.max(it.read, entry.getValue().asLong())));
                frame.path("memos").forEach(this::memo);
                frame.path("saved").forEach(mark -> save(mark, mark.path("at")));
                frame.at("/inbox/marks")
                        .forEach(mark -> finish(mark, mark.path("done").asBoolean()));
                frame.path("reports").forEach(report -> note("report", report));
                frame.path("decisions").forEach(decision -> note("decision", decision));
                frame.path("held").forEach(this::hold);
                frame.path("hidden").forEach(this::hide);
                frame.path("scheduled").forEach(this::schedule);
                frame.path("responses").forEach(this::respond);
                frame.path("removals").forEach(removal -> own(removals, removal));
                frame.path("blocks")
                        .forEach(block -> block(block, block.path("blocked").asBoolean()));
            }
            default -> {
                // Nothing that stays
            }
        }
    }

    private void catchUp(JsonNode told) {
        long id = told.path("id").asLong();
        if (told.path("left").asBoolean()) {
            rooms.remove(id);
            return;
        }
        Room room = rooms.get(id);
        if (room == null || told.path("reset").asBoolean()) {
            room = new Room();
            room.after = told.path("seq").asLong();
            rooms.put(id, room);
        }
        if (told.has("conversation")) {
            room.set(told.path("conversation"));
        }
        room.destroy(told.path("destroyed"));
        told.path("messages").forEach(room::put);
        room.advance(told.path("seq").asLong(), told.path("rev").asLong());
    }

    private void summary(JsonNode summary) {
        Room room = rooms.computeIfAbsent(summary.path("id").asLong(), _ -> {
            Room entered = new Room();
            entered.after = summary.path("seq").asLong();
            entered.advance(entered.after, summary.path("rev").asLong());
            return entered;
        });
        room.set(summary);
    }

    private void memo(JsonNode memo) {
        String name =
                memo.path("conversation").asText() + "/" + memo.path("name").asText();
        if (memo.has("value")) {
            memos.put(
                    name,
                    memo.path("value").asText() + " of clock "
                            + memo.path("clock").asLong());
        } else {
            memos.remove(name);
        }
    }

    /** What was reported, or decided; without what only who asks is told, and what a conversation is called by now. */
    private void note(String kind, JsonNode about) {
        ObjectNode bare = about.deepCopy();
        bare.remove(List.of("words", "name"));
        cases.put(kind + " " + about.path("id").asLong(), bare);
    }

    private void save(JsonNode message, JsonNode at) {
        long room = message.path("conversation").asLong();
        long seq = message.path("seq").asLong();
        if (at.isMissingNode()) {
            saved.remove(room + "/" + seq);
        } else {
            saved.put(room + "/" + seq, new Saved(room, seq, at.asText()));
        }
    }

    private void finish(JsonNode message, boolean on) {
        Done mention = new Done(
                message.path("conversation").asLong(), message.path("seq").asLong());
        if (on) {
            done.put(mention.room() + "/" + mention.seq(), mention);
        } else {
            done.remove(mention.room() + "/" + mention.seq());
        }
    }

    /** Whether a message stands in the inbox; what REST says is in it does. */
    private boolean isMention(JsonNode message) {
        long sender = message.path("sender").asLong();
        return me == 0
                || (sender != me
                        && !blocked.contains(sender)
                        && message.path("mentions")
                                .valueStream()
                                .anyMatch(mention -> !mention.has("account")
                                        || mention.path("account").asLong() == me));
    }

    private void hold(JsonNode message) {
        if (message.path("state").asText().equals("held")) {
            held.put(message.path("id").asText(), message.toString());
        } else {
            held.remove(message.path("id").asText());
        }
    }

    private void hide(JsonNode mark) {
        String name = mark.path("conversation") + "/" + mark.path("seq");
        if (mark.has("at")) {
            hidden.add(name);
        } else {
            hidden.remove(name);
        }
    }

    private void schedule(JsonNode message) {
        String id = message.path("id").asText();
        if (message.has("body")) {
            scheduled.put(id, message.toString());
        } else {
            scheduled.remove(id);
        }
    }

    /** Who has answered nothing, or nothing any more, shows the same. */
    private void respond(JsonNode response) {
        if (response.has("acknowledged") || !response.path("choices").isEmpty()) {
            own(responses, response);
        } else {
            responses.remove(response.path("conversation") + "/" + response.path("seq"));
        }
    }

    private static void own(Map<String, Own> entries, JsonNode told) {
        long room = told.path("conversation").asLong();
        long seq = told.path("seq").asLong();
        Own own = new Own(room, seq, told.toString());
        entries.put(own.place(), own);
    }

    private void block(JsonNode block, boolean on) {
        long account = block.path("account").asLong();
        if (on) {
            blocked.add(account);
        } else {
            blocked.remove(account);
        }
    }

    /** All that is shown, a line for each thing. */
    public Map<String, String> shown() {
        return shown(this);
    }

    /** The same, without what the other one was never told and would have to ask for. */
    public synchronized Map<String, String> shown(ClientCopy asFarAs) {
        Map<Long, Long> known = asFarAs.known();
        Map<String, String> shown = new TreeMap<>();
        rooms.forEach((id, room) -> {
            shown.put("conversation " + id, room.settings + " at " + room.seq + ", read " + room.read);
            room.messages
                    .tailMap(known.getOrDefault(id, 0L) + 1)
                    .forEach((seq, message) -> shown.put("message " + id + "/" + seq, message.toString()));
        });
        memos.forEach((name, value) -> shown.put("memo " + name, value));
        cases.forEach((name, about) -> shown.put(name, about.toString()));
        saved.forEach((name, mark) -> {
            Room room = rooms.get(mark.room());
            @Nullable JsonNode message = room == null ? null : room.messages.get(mark.seq());
            if (message != null && !message.has("deleted") && mark.seq() > known.getOrDefault(mark.room(), 0L)) {
                shown.put("saved " + name, mark.at());
            }
        });
        done.forEach((name, mention) -> {
            Room room = rooms.get(mention.room());
            @Nullable JsonNode message = room == null ? null : room.messages.get(mention.seq());
            if (message != null && isMention(message) && mention.seq() > known.getOrDefault(mention.room(), 0L)) {
                shown.put("done " + name, "yes");
            }
        });
        shown.put("blocked", blocked.toString());
        held.forEach((id, message) -> shown.put("held " + id, message));
        scheduled.forEach((id, message) -> shown.put("scheduled " + id, message));
        responses.values().stream()
                .filter(response -> said(response, known).has("poll"))
                .forEach(response -> shown.put("response " + response.place(), response.what()));
        removals.values().stream()
                .filter(removal -> said(removal, known).has("deleted"))
                .forEach(removal -> shown.put("removal " + removal.place(), removal.what()));
        return shown;
    }

    /** The message, if it is one that both know. */
    private JsonNode said(Own own, Map<Long, Long> known) {
        Room room = rooms.get(own.room());
        JsonNode message = room == null ? null : room.messages.get(own.seq());
        return message == null || own.seq() <= known.getOrDefault(own.room(), 0L) ? MissingNode.getInstance() : message;
    }

    /** What this person does not want to see, which REST does not list. */
    public synchronized Set<String> hidden() {
        return Set.copyOf(hidden);
    }

    private synchronized Map<Long, Long> known() {
        return rooms.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().after));
    }
}
