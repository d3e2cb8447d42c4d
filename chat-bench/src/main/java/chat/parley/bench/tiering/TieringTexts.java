package chat.parley.bench.tiering;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

import chat.parley.jpa.database.Database;

/**
 * What people might have said: no text like another, put together from words as often as words come, with numbers and names
 * of tickets in between. Half are shorter than 60 characters, one in a hundred is longer than 600.
 */
public final class TieringTexts {

    private static final int AT_ONCE = 10_000;
    private static final double MEDIAN = 60;
    private static final int LONGEST = 4_000;

    /** The more a word comes before another, the more often it is said. */
    private static final String[] WORDS = """
            the to and of a in is it that we for on you I be this with not are have at will can do from so but if they
            was by or an our as what just all there when has would about me my out up one get time now see then new some
            know need like today after no how them which could work who also more only please should let back us think
            tomorrow make here been your week still team first good want last meeting over sure before because call look
            morning send any into next their day yes thanks right where two already check change than other why customer
            project done maybe use find start problem same order very find data question until report while too long
            file something list release test number answer version month price people office request late better few
            system contract server error page document anyone ready open offer design most each does plan invoice budget
            Monday Friday meanwhile delivery supplier review deadline warehouse feedback department agreement colleague
            presentation attached account approval summary schedule shipment estimate database travel priority update
            draft decision quarter access issue signature estimate confirm forward sorry hello lunch agree discuss
            prepare waiting received finished working probably actually finally unfortunately regarding especially
            afternoon training holiday interview candidate complaint certificate requirement measurement calibration
            turbine gearbox pallet conveyor forklift tariff surcharge liability insurance arbitration subsidiary
            """.strip().split("\\s+");

    private final Database database;

    /** Writes to this database, which {@code HistoryFill} has filled. */
    public TieringTexts(Database database) {
        this.database = database;
    }

    /** Gives each message a text of its own. The same history gets the same ones. */
    public void write() {
        database.update("create table bench_text (place bigint primary key, body text not null)");
        long messages = database.first("select count(*) from message where format = 'PLAIN'", row -> row.getLong(1))
                .orElseThrow();
        SplittableRandom random = new SplittableRandom(1);
        for (long place = 1; place <= messages; place += AT_ONCE) {
            String[] some =
                    IntStream.range(0, AT_ONCE).mapToObj(_ -> text(random)).toArray(String[]::new);
            database.update(
                    "insert into bench_text select ? + t.place - 1, t.body from unnest(?) with ordinality t (body, place)",
                    place,
                    some);
        }
        database.update("""
                update message m set body = t.body
                from (select conversation_id, seq, row_number() over (order by conversation_id, seq) as place
                      from message where format = 'PLAIN') p
                join bench_text t using (place)
                where m.conversation_id = p.conversation_id and m.seq = p.seq
                """);
        database.update("drop table bench_text");
    }

    static String text(SplittableRandom random) {
        int length = (int) Math.min(LONGEST, Math.max(2, MEDIAN * Math.exp(random.nextGaussian())));
        StringBuilder text = new StringBuilder(length + 16);
        while (text.length() < length) {
            text.append(text.isEmpty() ? "" : random.nextInt(12) == 0 ? ", " : " ")
                    .append(word(random));
        }
        return text.toString();
    }

    private static String word(SplittableRandom random) {
        return switch (random.nextInt(25)) {
            case 0 -> Integer.toString(random.nextInt(10_000));
            case 1 -> "OPS-" + random.nextInt(100_000);
            default -> WORDS[(int) (WORDS.length * Math.pow(random.nextDouble(), 2.5))];
        };
    }
}
