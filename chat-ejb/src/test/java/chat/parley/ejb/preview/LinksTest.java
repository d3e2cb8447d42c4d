package chat.parley.ejb.preview;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LinksTest {

    @ParameterizedTest
    @CsvSource(delimiter = '→', textBlock = """
            see https://a.example/x?y=1 now      → https://a.example/x?y=1
            https://a.example                    → https://a.example/
            HTTPS://A.Example/Path               → https://a.example/Path
            (https://a.example/x_(y))            → https://a.example/x_(y)
            Look: https://a.example/x.           → https://a.example/x
            [words](https://a.example/x)         → https://a.example/x
            **https://a.example/x**              → https://a.example/x
            https://a.example/x#part             → https://a.example/x
            https://münchen.example/straße       → https://xn--mnchen-3ya.example/stra%C3%9Fe
            http://a.example:8080/               → http://a.example:8080/
            http://[2001:db8::1]/                → http://[2001:db8::1]/
            """)
    void finds_a_link_as_it_can_be_asked_for(String body, String link) {
        assertThat(Links.in(body)).containsExactly(URI.create(link));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no link",
                "http://",
                "https:///path",
                "ftp://a.example",
                "https://user:secret@a.example/",
                "https://a.example@evil.example/",
                "http://2130706433/",
                "http://0x7f.1/",
                "http://127.1/",
                "http://a.example:99999999999/",
                "<https://a.example>",
                "`https://a.example`",
                "```\nhttps://a.example\n```",
                "```\nhttps://a.example without an end",
                "||https://a.example||",
            })
    void finds_none_in(String body) {
        assertThat(Links.in(body)).isEmpty();
    }

    @Test
    void finds_the_first_few_each_once() {
        assertThat(Links.in(
                        "https://a.example https://b.example https://a.example#x https://c.example https://d.example"))
                .containsExactly(
                        URI.create("https://a.example/"),
                        URI.create("https://b.example/"),
                        URI.create("https://c.example/"));
    }

    @Test
    void reads_the_longest_message_without_delay() {
        for (String part :
                List.of("https://a.example/)", "||", "`", "```", "<http://", "https://a.example/))))))))))", ")")) {
            assertThat(Links.in("https://" + part.repeat(32_000 / part.length()))
                            .size())
                    .isLessThan(4);
        }
    }
}
