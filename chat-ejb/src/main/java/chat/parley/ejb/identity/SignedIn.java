package chat.parley.ejb.identity;

import chat.parley.jpa.identity.AccountProfile;

/** Somebody is signed in on a device: what they show from now on, and what they get the next access token with. */
public record SignedIn(AccountProfile account, AccessToken access, RefreshToken refresh) {}
