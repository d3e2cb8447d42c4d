package chat.parley.ejb.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import chat.parley.ejb.audit.SyslogMessage.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Held against the examples of RFC 5424. */
class SyslogMessageTest {

    private static final Instant AT = Instant.parse("2003-10-11T22:14:15.003Z");
    private static final String HOST = "mymachine.example.com";

    @Test
    void a_message_without_structured_data_is_as_in_example_1() {
        SyslogMessage message =
                new SyslogMessage(34, AT, HOST, "su", "ID47", List.of(), "'su root' failed for lonvick on /dev/pts/8");

        assertThat(text(message.bytes()))
                .isEqualTo("<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - "
                        + "\uFEFF'su root' failed for lonvick on /dev/pts/8");
    }

    @Test
    void structured_data_and_a_text_are_as_in_example_3() {
        SyslogMessage message = new SyslogMessage(
                165, AT, HOST, "evntslog", "ID47", List.of(example()), "An application event log entry...");

        assertThat(text(message.bytes()))
                .isEqualTo("<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 "
                        + "[exampleSDID@32473 iut=\"3\" eventSource=\"Application\" eventID=\"1011\"] "
                        + "\uFEFFAn application event log entry...");
    }

    @Test
    void structured_data_alone_is_as_in_example_4() {
        Element priority = new Element("examplePriority@32473", Map.of("class", "high"));
        SyslogMessage message =
                new SyslogMessage(165, AT, HOST, "evntslog", "ID47", List.of(example(), priority), null);

        assertThat(text(message.bytes()))
                .isEqualTo("<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 "
                        + "[exampleSDID@32473 iut=\"3\" eventSource=\"Application\" eventID=\"1011\"]"
                        + "[examplePriority@32473 class=\"high\"]");
    }

    @Test
    void a_moment_has_no_more_than_microseconds() {
        SyslogMessage message = new SyslogMessage(
                34, Instant.parse("2003-08-24T12:14:15.000003999Z"), HOST, "su", "ID47", List.of(), null);

        assertThat(text(message.bytes())).contains(" 2003-08-24T12:14:15.000003Z ");
    }

    @Test
    void what_would_end_a_value_is_escaped_and_what_could_begin_a_line_is_not_told() {
        Element odd = new Element("odd@32473", Map.of("value", "a\"b\\c]d[e\nf\u0000g\u0085€😀"));

        assertThat(text(new SyslogMessage(34, AT, HOST, "su", "ID47", List.of(odd), null).bytes()))
                .endsWith("[odd@32473 value=\"a\\\"b\\\\c\\]d[e\uFFFDf\uFFFDg\uFFFD€😀\"]");
    }

    @Test
    void a_frame_begins_with_the_number_of_octets() {
        SyslogMessage message = new SyslogMessage(34, AT, HOST, "su", "ID47", List.of(), "€");

        byte[] frame = message.framed();

        int length = message.bytes().length;
        assertThat(text(frame)).startsWith(length + " <34>1 ").endsWith("\uFEFF€");
        assertThat(frame).hasSize(Integer.toString(length).length() + 1 + length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space@1", "a=b", "a]b", "a\"b", "ä@1", "abcdefghijklmnopqrstuvwxyzabcd@32473"})
    void other_names_than_the_rfc_knows_are_refused(String name) {
        assertThatThrownBy(() -> new Element(name, Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Element("example@32473", Map.of(name, "x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_name_that_is_no_host_is_not_told() {
        assertThat(SyslogMessage.hostOf("node1")).isEqualTo("node1");
        assertThat(SyslogMessage.hostOf("")).isEqualTo("-");
        assertThat(SyslogMessage.hostOf("my node")).isEqualTo("-");
        assertThat(SyslogMessage.hostOf("knöten")).isEqualTo("-");
        assertThat(SyslogMessage.hostOf("n".repeat(256))).isEqualTo("-");
    }

    @Test
    void a_value_is_cut_between_characters_by_what_they_take_when_they_are_escaped() {
        assertThat(SyslogMessage.beginning("a\"b", 3)).isEqualTo("a\"");
        assertThat(SyslogMessage.beginning("a\"b", 2)).isEqualTo("a");
        assertThat(SyslogMessage.beginning("😀😀", 7)).isEqualTo("😀");
        assertThat(SyslogMessage.beginning("abc", 3)).isEqualTo("abc");
        assertThat(SyslogMessage.octets("a\"😀\n")).isEqualTo(1 + 2 + 4 + 3);
    }

    private static Element example() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("iut", "3");
        parameters.put("eventSource", "Application");
        parameters.put("eventID", "1011");
        return new Element("exampleSDID@32473", parameters);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
