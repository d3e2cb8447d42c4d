package chat.parley.ejb.message;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.UserGroupId;
import chat.parley.jpa.message.Format;
import chat.parley.jpa.message.Mention;
import chat.parley.jpa.message.PostedMessage;

/**
 * Whom a message speaks to, decided from its text alone: {@code <@17>} is the account 17, {@code <@&3>} the user group
 * 3, {@code <@here>} and {@code <@channel>} are those who are here and everybody. In Markdown not where it is code, nor
 * after a backslash. A name after an {@code @}, and an e-mail address, is text: clients write the number, which stays
 * when somebody is renamed.
 */
public final class Mentions {

    /** So many different mentions a message has at the most. */
    public static final int MOST = 50;

    /** What a mention looks like; ids are numbers of up to 53 bits. */
    static final Pattern MARKER = Pattern.compile("<@(?:([1-9]\\d{0,14})|&([1-9]\\d{0,14})|(here)|(channel))>");

    private Mentions() {}

    /** Whom a message that exists speaks to: a copy to nobody, for these are somebody else's words. */
    public static List<Mention> of(PostedMessage message) {
        return message.format() == Format.SYSTEM || message.source() != null
                ? List.of()
                : in(message.body(), message.format());
    }

    /** Whom a text speaks to, each once, in the order in which they are named. Takes as long as the text is. */
    public static List<Mention> in(String body, Format format) {
        if (!body.contains("<@")) {
            return List.of();
        }
        Set<Mention> mentions = new LinkedHashSet<>();
        if (format == Format.MARKDOWN) {
            new MarkdownProse(body).forEachSign(sign -> at(body, sign).ifPresent(mentions::add));
        } else {
            for (Matcher matcher = MARKER.matcher(body); matcher.find(); ) {
                mentions.add(mention(matcher));
            }
        }
        return List.copyOf(mentions);
    }

    /** What stands at this place of a text, if it is a mention. */
    private static Optional<Mention> at(String body, int place) {
        Matcher matcher = MARKER.matcher(body).region(place, body.length());
        return matcher.lookingAt() ? Optional.of(mention(matcher)) : Optional.empty();
    }

    private static Mention mention(Matcher matcher) {
        String account = matcher.group(1);
        if (account != null) {
            return new Mention.Person(new AccountId(Long.parseLong(account)));
        }
        String group = matcher.group(2);
        if (group != null) {
            return new Mention.Group(new UserGroupId(Long.parseLong(group)));
        }
        return matcher.group(3) != null ? new Mention.Here() : new Mention.Everybody();
    }
}
