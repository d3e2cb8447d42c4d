package chat.parley.web.retention;

import java.util.List;

import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.retention.SwitchingRetention.Forecast;
import chat.parley.jpa.retention.Basis;
import chat.parley.jpa.retention.DryRun;
import chat.parley.jpa.retention.DryRun.DueTime;
import chat.parley.jpa.retention.DryRun.Fate;
import chat.parley.jpa.retention.DryRun.Outlook;
import chat.parley.web.delivery.ServerFrames;
import org.jspecify.annotations.Nullable;

/**
 * A dry run as REST writes it.
 *
 * @param on whether the rule would be switched on, rather than off
 * @param now how many messages would go with the next sweep
 * @param later in months to come
 * @param held are kept by a hold
 * @param kept stay
 */
public record DryRunView(
        long id,
        long rule,
        boolean on,
        long by,
        String at,
        boolean fresh,
        long messages,
        long now,
        long later,
        long held,
        long kept,
        List<FateView> fates) {

    /** Messages that share a fate; {@code month} is like 2027-03. */
    public record FateView(
            String basis,
            @Nullable Long rule,
            @Nullable Long hold,
            String due,
            @Nullable String month,
            long messages) {

        static FateView of(Fate fate) {
            return new FateView(
                    RetentionForm.lower(fate.basis()),
                    fate.rule(),
                    fate.hold(),
                    RetentionForm.lower(fate.due()),
                    fate.month() == null ? null : fate.month().toString().substring(0, 7),
                    fate.messages());
        }
    }

    /** What would become of the messages of one conversation. */
    public record OutlookView(
            long conversation, String kind, @Nullable String name, long now, long later, long held, long kept) {

        static OutlookView of(Outlook outlook) {
            return new OutlookView(
                    outlook.conversation().value(),
                    RetentionForm.lower(outlook.kind()),
                    outlook.name(),
                    outlook.now(),
                    outlook.later(),
                    outlook.held(),
                    outlook.kept());
        }
    }

    /** One page; {@code next} is there when there are more. */
    public record Outlooks(
            List<OutlookView> conversations, @Nullable Long next) {

        static Outlooks of(Page<Outlook> page) {
            return new Outlooks(page.items().stream().map(OutlookView::of).toList(), page.next());
        }
    }

    static DryRunView of(Forecast forecast) {
        DryRun run = forecast.run();
        List<Fate> fates = forecast.fates();
        return new DryRunView(
                run.id(),
                run.rule(),
                run.on(),
                run.by().value(),
                ServerFrames.time(run.at()),
                forecast.fresh(),
                fates.stream().mapToLong(Fate::messages).sum(),
                sum(fates, DueTime.NOW),
                sum(fates, DueTime.LATER),
                fates.stream()
                        .filter(fate -> fate.basis() == Basis.HOLD)
                        .mapToLong(Fate::messages)
                        .sum(),
                sum(fates, DueTime.NEVER),
                fates.stream().map(FateView::of).toList());
    }

    private static long sum(List<Fate> fates, DueTime due) {
        return fates.stream()
                .filter(fate -> fate.basis() != Basis.HOLD && fate.due() == due)
                .mapToLong(Fate::messages)
                .sum();
    }
}
