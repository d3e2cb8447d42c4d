package chat.parley.ejb.emoji;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Details;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administration;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.emoji.CustomEmoji;
import chat.parley.jpa.emoji.CustomEmojis;
import chat.parley.jpa.emoji.EmojiPicture;

/** The emoji of one's own organization: everybody sees and uses them, those who change its settings add and remove them. */
@Stateless
public class EmojiAlbum {

    /** So many an organization has. */
    static final int MOST = 500;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_+-]{1,31}");

    @Inject
    CustomEmojis emojis;

    @Inject
    Administration administration;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    /** All of them, by name. */
    public List<CustomEmoji> all(Actor actor) {
        return emojis.of(actor.organization());
    }

    /** Adds one. A name that is in use is not given to another picture; it has to be taken away before. */
    public CustomEmoji add(Actor actor, String name, byte[] picture) {
        administration.check(actor, AdministrativeAction.CHANGE_SETTINGS);
        if (!NAME.matcher(name).matches()) {
            throw new Rejected(
                    "emoji.name", "A name is 2 to 32 small letters, digits and _ + -, the first of them a letter.");
        }
        EmojiPicture checked = PictureCheck.check(picture);
        CustomEmoji emoji = new CustomEmoji(name, UUID.randomUUID(), actor.account(), clock.instant());
        if (!emojis.add(actor.organization(), emoji, checked, MOST)) {
            throw emojis.has(actor.organization(), name)
                    ? new Conflict("emoji.exists", "There is an emoji of this name.")
                    : new Conflict("emoji.too-many", "An organization has at most " + MOST + " emoji of its own.");
        }
        audit.note(actor, AuditDeed.EMOJI_ADDED, Subjects.emoji(name), new Details());
        return emoji;
    }

    /** Takes one away. Where it was used its name is left. */
    public void remove(Actor actor, String name) {
        administration.check(actor, AdministrativeAction.CHANGE_SETTINGS);
        if (!emojis.remove(actor.organization(), name)) {
            throw missing();
        }
        audit.note(actor, AuditDeed.EMOJI_REMOVED, Subjects.emoji(name), new Details());
    }

    /** The picture under a key, for whoever knows it. */
    public EmojiPicture picture(UUID key) {
        return emojis.picture(key).orElseThrow(EmojiAlbum::missing);
    }

    private static Missing missing() {
        return new Missing("emoji.missing", "There is no such emoji.");
    }
}
