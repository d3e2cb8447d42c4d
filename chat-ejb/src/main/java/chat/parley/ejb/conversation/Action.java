package chat.parley.ejb.conversation;

/** What a member may wish to do in a conversation. */
enum Action {
    READ("read"),
    POST("post"),
    EDIT_OWN("edit one's own messages"),
    DELETE_OWN("delete one's own messages"),
    DELETE_OTHERS("delete others' messages"),
    REACT("react to messages"),
    PIN("pin messages and take pins away"),
    INVITE("add members"),
    ADMIT("answer those who ask to join"),
    REMOVE("remove a member of a lower role"),
    SANCTION("mute and ban members of a lower role"),
    CHANGE_ROLES("set roles below one's own"),
    TRANSFER("name another owner in one's place"),
    DESCRIBE("change the settings"),
    BOOKMARK("set the bookmarks"),
    CONVERT("make a channel of it"),
    ARCHIVE("archive and open again"),
    LEAVE("leave");

    private final String wish;

    Action(String wish) {
        this.wish = wish;
    }

    /** In words, for people. */
    String wish() {
        return wish;
    }
}
