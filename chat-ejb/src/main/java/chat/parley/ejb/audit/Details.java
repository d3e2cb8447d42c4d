package chat.parley.ejb.audit;

import java.time.Instant;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** What else is to be known of a deed, by name; what there is none of is left out. */
public final class Details {

    private final ObjectNode fields = JsonNodeFactory.instance.objectNode();

    /** Adds a text. */
    public Details with(String name, @Nullable String text) {
        if (text != null) {
            fields.put(name, text);
        }
        return this;
    }

    /** Adds a moment. */
    public Details with(String name, @Nullable Instant moment) {
        return with(name, moment == null ? null : moment.toString());
    }

    /** Adds a constant. */
    public Details with(String name, @Nullable Enum<?> constant) {
        return with(name, constant == null ? null : constant.name());
    }

    /** Adds a number. */
    public Details with(String name, long number) {
        fields.put(name, number);
        return this;
    }

    /** Adds yes or no. */
    public Details with(String name, boolean yes) {
        fields.put(name, yes);
        return this;
    }

    /** All of it as JSON. */
    public String json() {
        return fields.toString();
    }
}
