package chat.parley.ejb.conversation;

/** What a member may wish to do in a conversation. */
enum Action {
    READ("read"),
    POST("post"),
    EDIT_OWN("edit one's own messages"),
    DELETE_OWN("delete one's own messages"),
    DELETE_OTHERS("delete others' messages"),
    REACT("react to messages"),
    RESPOND("acknowledge messages and vote"),
    SEE_ACKNOWLEDGEMENTS("see who has acknowledged others' messages"),
    CLOSE_POLLS("close others' polls"),
    PIN("pin messages and take pins away"),
    INVITE("add members"),
    REMOVE("remove a member of a lower role"),
    CHANGE_ROLES("set roles below one's own"),
    TRANSFER("name another owner in one's place"),
    DESCRIBE("set name, topic, receipts and versions"),
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
