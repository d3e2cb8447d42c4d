package chat.parley.ejb.message;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.UserGroupId;
import chat.parley.jpa.message.Format;
import chat.parley.jpa.message.Mention;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Source;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/** What a text says, decides whom it speaks to. */
class MentionsTest {

    private static final Mention ANNA = new Mention.Person(new AccountId(5));
    private static final Mention BEN = new Mention.Person(new AccountId(17));
    private static final Mention HERE = new Mention.Here();
    private static final Mention EVERYBODY = new Mention.Everybody();

    @Test
    void people_those_here_and_everybody_are_named_each_once_in_their_order() {
        assertThat(in("<@17>, <@5>: look! <@here> <@5> and <@channel>")).containsExactly(BEN, ANNA, HERE, EVERYBODY);
    }

    @Test
    void a_user_group_is_named_by_its_number() {
        assertThat(in("<@&3> <@&3> <@3>"))
                .containsExactly(new Mention.Group(new UserGroupId(3)), new Mention.Person(new AccountId(3)));
        assertThat(in("<@&0> <@& 3> <&3> `<@&3>`")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody",
                "anna@example.org",
                "@anna @here @channel",
                "<@>",
                "<@0>",
                "<@05>",
                "<@5",
                "<@ 5>",
                "<@5 >",
                "<@-5>",
                "<@Here>",
                "<@here >",
                "<@everyone>",
                "<anna@example.org>",
                "< @5>",
                "<@9999999999999999999999>"
            })
    void what_is_no_mention_is_text(String text) {
        assertThat(in(text)).isEmpty();
        assertThat(Mentions.in(text, Format.PLAIN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<@5>",
                "Hello <@5>",
                "(<@5>)",
                "<<@5>>",
                "**<@5>**, ~~gone~~",
                "> quoted <@5>",
                "# <@5>",
                "- <@5>",
                "1. one\n2. <@5>",
                "- one\n\n    <@5> in its second paragraph",
                "text\n    <@5> goes on, however far it is from the edge",
                "[<@5>](https://example.org)",
                "| a | b |\n| --- | --- |\n| <@5> | c |",
                "a ` b <@5>",
                "a `` b ` <@5>",
                "`code` <@5> `code`",
                "\\`<@5>\\`",
                "\\\\<@5>",
                "```\ncode\n```\n<@5>",
                "```\ncode\n````\n<@5>",
                "~~~\n```\n~~~\n<@5>",
                "- ```\n  code\n\nno longer in the list: <@5>",
                "> ```\n> code\n\n<@5>",
                "one `tick\n\n<@5> tock`",
                "- one `tick\n- <@5> tock`",
                "## one `tick\n<@5> tock`",
                "one `tick\n> <@5> tock`",
                "``` not a fence: ` in its words\n<@5>",
                "\r\n<@5>\r\n",
                "a\r\n\r\n<@5>"
            })
    void in_prose_it_is_a_mention(String markdown) {
        assertThat(in(markdown)).containsExactly(ANNA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "`<@5>`",
                "``a ` <@5>``",
                "`a\n<@5> b`",
                "> `a\n> <@5> b`",
                "```\n<@5>\n```",
                "```java\n<@5>",
                "   ~~~\n<@5>\n   ~~~",
                "~~~~\n~~~\n<@5>\n~~~~",
                "```\n> ```\n<@5>\n```",
                "```\n\n<@5>\n```",
                "- ```\n  <@5>\n  ```",
                "- a\n\n  ```\n  <@5>\n  ```",
                "> ```\n> <@5>\n> ```",
                "text\n```\n<@5>\n```",
                "    <@5>",
                "\t<@5>",
                "a\n\n    <@5>",
                "# a\n    <@5>",
                "\\<@5>",
                "a \\<@5> b",
                "\\\\\\<@5>",
                "```\r\n<@5>\r\n```"
            })
    void what_is_code_or_escaped_is_none(String markdown) {
        assertThat(in(markdown)).isEmpty();
        assertThat(Mentions.in(markdown, Format.PLAIN)).containsExactly(ANNA);
    }

    @Test
    void a_copy_of_what_others_said_and_what_the_system_notes_speak_to_nobody() {
        Source source = new Source(new ConversationId(3), 4, new AccountId(5));

        assertThat(Mentions.of(message(Format.MARKDOWN, null))).containsExactly(ANNA);
        assertThat(Mentions.of(message(Format.MARKDOWN, source))).isEmpty();
        assertThat(Mentions.of(message(Format.SYSTEM, null))).isEmpty();
    }

    /** Texts are put together from pieces of which it is known whom they speak to. */
    @Test
    void whatever_stands_around_it_each_piece_keeps_its_meaning() {
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            List<Mention> expected = new ArrayList<>();
            for (int pieces = 1 + random.nextInt(8); pieces > 0; pieces--) {
                Piece piece = PIECES.get(random.nextInt(PIECES.size()));
                long account = 1L + random.nextInt(1_000_000);
                text.append(piece.text().replace("#", Long.toString(account))).append("\n\n");
                Mention mention = new Mention.Person(new AccountId(account));
                if (piece.speaks() && !expected.contains(mention)) {
                    expected.add(mention);
                }
            }

            assertThat(in(text.toString())).as("seed %s:%n%s", seed, text).isEqualTo(expected);
        }
    }

    @Test
    void any_text_is_read_without_a_failure_and_nothing_is_found_that_is_not_there() {
        String signs = "<@5> here>`~\\>-*1. #\n\r\t  _=[]()";
        for (int seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int pieces = random.nextInt(60); pieces > 0; pieces--) {
                text.append(random.nextInt(4) == 0 ? "<@5>" : signs.charAt(random.nextInt(signs.length())));
            }
            String body = text.toString();

            assertThat(Mentions.in(body, Format.PLAIN)).as("seed %s", seed).containsAll(in(body));
            assertThat(in("`".repeat(64) + "\n" + body + "\n" + "`".repeat(64)))
                    .as("seed %s", seed)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"`", "`` ` ", "<@5>", "> ", "- ", "* - ", "\\", "~~~\n", "1. ", "    ", "<@", "> - `\n", "a\n\n"
            })
    void the_longest_text_is_read_in_no_time(String piece) {
        String text = piece.repeat(MessageBody.MOST_BYTES / piece.length()) + "x <@5>";
        String growing =
                IntStream.range(1, 250).mapToObj("`"::repeat).reduce("<@5> ", (one, other) -> one + " " + other);

        assertTimeout(Duration.ofSeconds(2), () -> {
            for (int i = 0; i < 20; i++) {
                in(text);
                in(growing);
            }
        });
    }

    private record Piece(String text, boolean speaks) {}

    private static final List<Piece> PIECES = List.of(
            new Piece("Hello <@#>!", true),
            new Piece("an unpaired ` and <@#>", true),
            new Piece("**<@#>** said `this`", true),
            new Piece("> quoted\n> <@#>", true),
            new Piece("- item\n- <@#>", true),
            new Piece("1. item\n   <@#>", true),
            new Piece("### <@#>", true),
            new Piece("anna@example.org and @anna", false),
            new Piece("`<@#>`", false),
            new Piece("``x ` <@#> ``", false),
            new Piece("\\<@#>", false),
            new Piece("```\n<@#>\n\n<@#>\n```", false),
            new Piece("~~~ text\n```\n<@#>\n~~~", false),
            new Piece("> ```\n> <@#>\n> ```", false),
            new Piece("A word without anything.", false),
            new Piece("---", false));

    private static List<Mention> in(String markdown) {
        return Mentions.in(markdown, Format.MARKDOWN);
    }

    private static PostedMessage message(Format format, @Nullable Source source) {
        return new PostedMessage(
                new ConversationId(1),
                1,
                0,
                UUID.randomUUID(),
                new AccountId(1),
                Instant.EPOCH,
                format,
                "<@5>",
                null,
                null,
                source,
                null,
                null,
                null,
                null);
    }
}
