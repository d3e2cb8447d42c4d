package chat.parley.ejb.identity;

import chat.parley.ejb.problem.ChatException.Rejected;

/**
 * Somebody wants to sign in.
 *
 * @param installation the stable id that this installation of a client has given itself
 * @param deviceName what its owner calls it in the list of devices
 * @param address where the wish comes from, as far as is known
 */
public record SignIn(
        String organization, String username, String password, String installation, String deviceName, String address) {

    private static final int MOST_CHARACTERS = 200;

    /** Checks the lengths; whether there is such an account is not asked here. */
    public SignIn {
        if (installation.isBlank() || installation.length() > MOST_CHARACTERS) {
            throw new Rejected("request.malformed", "A device's id has 1 to " + MOST_CHARACTERS + " characters.");
        }
        if (deviceName.length() > MOST_CHARACTERS) {
            throw new Rejected("request.malformed", "A device's name has at most " + MOST_CHARACTERS + " characters.");
        }
        if (username.length() > MOST_CHARACTERS || organization.length() > MOST_CHARACTERS) {
            throw new Rejected("request.malformed", "No name is that long.");
        }
    }

    /** Not in logs. */
    @Override
    public String toString() {
        return "SignIn";
    }
}
