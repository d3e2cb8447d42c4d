package chat.parley.jpa.admin;

import chat.parley.jpa.identity.AccountKind;
import chat.parley.jpa.identity.Duty;
import chat.parley.jpa.identity.UserGroupId;
import org.jspecify.annotations.Nullable;

/**
 * Which people; null is whichever.
 *
 * @param text a part of their username or display name; empty for everybody
 * @param disabled whether nobody may act as them
 * @param group which user group they are in
 * @param duty which part of administrating the organization they have
 */
public record PeopleFilter(
        String text,
        @Nullable Boolean disabled,
        @Nullable AccountKind kind,
        @Nullable UserGroupId group,
        @Nullable Duty duty) {}
