package chat.parley.ejb.conversation;

import chat.parley.ejb.problem.ChatException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Says of a wish that it is refused, how, and with which code. */
public final class Refusing {

    private Refusing() {}

    /** Tries it. */
    public static void refused(ThrowingCallable wish, Class<? extends ChatException> kind, String code) {
        assertThatThrownBy(wish)
                .isInstanceOf(kind)
                .extracting(thrown -> ((ChatException) thrown).code())
                .isEqualTo(code);
    }
}
