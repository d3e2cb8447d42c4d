package chat.parley.ejb.person;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Details;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.person.OwnData;

/**
 * Hands somebody what is kept about them: a zip with a file of JSON lines for each kind. It is read while it is written, a
 * page at a time and in no transaction, so however much it is costs the node no memory and keeps nobody waiting.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ExportingOwnData {

    private static final int PAGE = 500;

    @Inject
    OwnData data;

    @Inject
    OwnDataRate rate;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    /** Notes that somebody wants it, or refuses who wants it too often; {@link #write} comes next. */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public void begin(Actor actor) {
        rate.take(actor);
        audit.note(actor, AuditDeed.OWN_DATA_EXPORTED, Subjects.account(actor.account()), new Details());
    }

    /** Writes it; the stream is not closed. */
    public void write(Actor actor, OutputStream target) {
        try {
            ZipOutputStream zip = new ZipOutputStream(target, StandardCharsets.UTF_8);
            begin(zip, "about.json");
            line(zip, "{\"version\": 1, \"account\": " + actor.account() + ", \"at\": \"" + clock.instant() + "\"}");
            zip.closeEntry();
            for (String section : data.sections()) {
                begin(zip, section + ".jsonl");
                for (String row : data.rows(actor.account(), section)) {
                    line(zip, row);
                }
                zip.closeEntry();
            }
            begin(zip, "messages.jsonl");
            for (ConversationId conversation : data.conversations(actor.account())) {
                messages(zip, actor, conversation);
            }
            zip.closeEntry();
            zip.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void messages(ZipOutputStream zip, Actor actor, ConversationId conversation) throws IOException {
        long after = 0;
        List<OwnData.Line> page;
        do {
            page = data.messages(actor.account(), conversation, after, PAGE);
            for (OwnData.Line message : page) {
                line(zip, message.json());
                after = message.seq();
            }
        } while (page.size() == PAGE);
    }

    private static void begin(ZipOutputStream zip, String name) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
    }

    private static void line(ZipOutputStream zip, String text) throws IOException {
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.write('\n');
    }
}
