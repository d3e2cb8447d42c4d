package chat.parley.jpa.admin;

import java.util.List;

import chat.parley.jpa.identity.UserGroupProfile;

/**
 * What somebody has to do with others, which is to be known before anything is done to them.
 *
 * @param conversations how many they are a member of
 * @param ownedAlone how many of these have no other owner, direct ones left out
 * @param scheduled how many of their messages wait to be sent
 * @param groups the user groups they are in
 */
public record PersonStake(long conversations, long ownedAlone, long scheduled, List<UserGroupProfile> groups) {}
