package chat.parley.jpa.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a member is in a conversation, from the most to the least powerful; in JSON by its small name. */
public enum Role {
    @JsonProperty("owner")
    OWNER,
    @JsonProperty("administrator")
    ADMINISTRATOR,
    @JsonProperty("moderator")
    MODERATOR,
    @JsonProperty("member")
    MEMBER,
    @JsonProperty("guest")
    GUEST;

    /** Whether this role may do whatever the other may. */
    public boolean atLeast(Role other) {
        return compareTo(other) <= 0;
    }
}
