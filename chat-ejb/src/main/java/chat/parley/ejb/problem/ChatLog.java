package chat.parley.ejb.problem;

import java.lang.invoke.MethodHandles;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/**
 * What operators are told, each under a number that is never used again: 100-199 identity, 200-299 messages and
 * delivery, 300-399 conversations, 400-499 health, 500-599 presence, 600-699 screening, 700-799 audit. Never a
 * message's text, a token or a password.
 */
@MessageLogger(projectCode = "CHAT")
public interface ChatLog extends BasicLogger {

    /** The one logger of the application. */
    ChatLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), ChatLog.class, "chat.parley");

    @LogMessage(level = Level.WARN)
    @Message(
            id = 100,
            value = "Whom to refuse could not be read; until the database is back this node hears of signed-out devices"
                    + " and disabled accounts from the other nodes only")
    void revocationsNotKnown(@Cause Throwable cause);

    @LogMessage(level = Level.INFO)
    @Message(id = 101, value = "Whom to refuse can be read again")
    void revocationsKnownAgain();

    @LogMessage(level = Level.WARN)
    @Message(
            id = 102,
            value = "A refresh token of device %s of account %s was used twice: somebody has a copy; the device is"
                    + " signed out")
    void refreshTokenReused(Object device, Object account);

    @LogMessage(level = Level.WARN)
    @Message(id = 103, value = "Somebody may be guessing a password, last from %s; further tries are slowed down")
    void guessing(String address);

    @LogMessage(level = Level.INFO)
    @Message(id = 104, value = "The operator made organization %s")
    void organizationMade(Object organization);

    @LogMessage(level = Level.INFO)
    @Message(id = 105, value = "The operator made account %s")
    void accountMade(Object account);

    @LogMessage(level = Level.INFO)
    @Message(id = 106, value = "The operator made accounts for %s programs")
    void programsMade(int count);

    @LogMessage(level = Level.INFO)
    @Message(id = 107, value = "Account %s was disabled")
    void accountDisabled(Object account);

    @LogMessage(level = Level.INFO)
    @Message(id = 110, value = "Account %s was enabled")
    void accountEnabled(Object account);

    @LogMessage(level = Level.INFO)
    @Message(id = 108, value = "The operator gave account %s another password")
    void passwordReset(Object account);

    @LogMessage(level = Level.INFO)
    @Message(id = 109, value = "The operator was given a token to act as account %s")
    void operatorActsAs(Object account);

    @LogMessage(level = Level.ERROR)
    @Message(id = 200, value = "A batch of %s messages failed for an unexpected reason; their senders were told")
    void batchFailed(@Cause Throwable cause, int messages);

    @LogMessage(level = Level.WARN)
    @Message(id = 201, value = "News of %s committed changes was not passed on; connections heal from the log")
    void newsLost(@Cause Throwable cause, int events);

    @LogMessage(level = Level.WARN)
    @Message(
            id = 202,
            value = "The bus to the other nodes is away; conversations are compared with the log until it is back")
    void busAway(@Cause Throwable cause);

    @LogMessage(level = Level.INFO)
    @Message(id = 203, value = "The bus to the other nodes is back")
    void busBack();

    @LogMessage(level = Level.WARN)
    @Message(id = 204, value = "What was missed in %s could not be read from the log; trying until it can")
    void healFailed(@Cause Throwable cause, Object where);

    @LogMessage(level = Level.WARN)
    @Message(id = 207, value = "How far members have come cannot be written; it waits until the database is back")
    void receiptsWait(@Cause Throwable cause);

    @LogMessage(level = Level.INFO)
    @Message(id = 208, value = "How far members have come is written again")
    void receiptsWritten();

    @LogMessage(level = Level.ERROR)
    @Message(id = 209, value = "How far some members have come was dropped for an unexpected reason")
    void receiptsFailed(@Cause Throwable cause);

    @LogMessage(level = Level.ERROR)
    @Message(
            id = 210,
            value =
                    "The last checkpoints of some devices were dropped for an unexpected reason; their next ones will do")
    void checkpointsFailed(@Cause Throwable cause);

    @LogMessage(level = Level.WARN)
    @Message(id = 211, value = "Votes and acknowledgements cannot be counted; it is tried every second")
    void countingWaits(@Cause Throwable cause);

    @LogMessage(level = Level.WARN)
    @Message(id = 212, value = "A message whose time has come cannot be sent; it is tried again")
    void scheduledWait(@Cause Throwable cause);

    @LogMessage(level = Level.ERROR)
    @Message(id = 205, value = "A request failed for an unexpected reason; its maker was given the reference %s")
    void unexpected(@Cause Throwable cause, String reference);

    @LogMessage(level = Level.WARN)
    @Message(id = 206, value = "The server does not tell its state; clients will not be asked to move before it stops")
    void noDraining(@Cause Throwable cause);

    @LogMessage(level = Level.WARN)
    @Message(
            id = 500,
            value = "The nodes cannot tell each other who is here; until they can, everybody's presence is unknown."
                    + " Messages are not affected")
    void presenceUnknown(@Cause Throwable cause);

    @LogMessage(level = Level.INFO)
    @Message(id = 501, value = "The nodes can tell each other again who is here")
    void presenceKnownAgain();

    @LogMessage(level = Level.WARN)
    @Message(id = 600, value = "The rules for messages could not be looked at; until they can, those known here hold")
    void rulesNotKnown(@Cause Throwable cause);

    @LogMessage(level = Level.INFO)
    @Message(id = 601, value = "The rules for messages can be looked at again")
    void rulesKnownAgain();

    @LogMessage(level = Level.WARN)
    @Message(id = 602, value = "Rule %s for messages is not understood here and does not hold on this node")
    void ruleNotUnderstood(@Cause Throwable cause, long rule);

    @LogMessage(level = Level.WARN)
    @Message(
            id = 603,
            value = "The classifier does not answer and is left alone for a while; its rules hold as they say")
    void classifierAway(@Cause Throwable cause);

    @LogMessage(level = Level.WARN)
    @Message(id = 780, value = "What is to be reviewed could not be selected; it is tried again")
    void supervisionWaits(@Cause Throwable cause);

    @LogMessage(level = Level.INFO)
    @Message(id = 781, value = "What is to be reviewed is selected again")
    void supervisionGoesOn();

    @LogMessage(level = Level.WARN)
    @Message(id = 670, value = "Messages that are due could not be destroyed; it is tried again")
    void sweepWaits(@Cause Throwable cause);

    @LogMessage(level = Level.INFO)
    @Message(id = 671, value = "Messages that are due are destroyed again")
    void sweepGoesOn();

    @LogMessage(level = Level.WARN)
    @Message(id = 960, value = "How the organizations do cannot be measured; it is tried again")
    void notMeasured(@Cause Throwable cause);

    @LogMessage(level = Level.WARN)
    @Message(id = 961, value = "How this node does cannot be reported; the console shows it as not heard of")
    void notReported(@Cause Throwable cause);

    @LogMessage(level = Level.WARN)
    @Message(
            id = 650,
            value = "Information barriers could not be looked at; until they can, changes of them may not hold here")
    void barriersNotKnown(@Cause Throwable cause);

    @LogMessage(level = Level.INFO)
    @Message(id = 651, value = "Information barriers can be looked at again")
    void barriersKnownAgain();

    @LogMessage(level = Level.ERROR)
    @Message(
            id = 700,
            value =
                    "The audit log of organization %s is not as it was written, at entry %s or before; it is not signed any"
                            + " further")
    void auditBroken(Object organization, long number);

    @LogMessage(level = Level.ERROR)
    @Message(
            id = 701,
            value = "The audit log cannot be signed; it is tried again. It is complete, but not yet provable")
    void checkpointsNotMade(@Cause Throwable cause);

    @LogMessage(level = Level.INFO)
    @Message(id = 702, value = "The audit log can be signed again")
    void checkpointsMadeAgain();

    @LogMessage(level = Level.WARN)
    @Message(
            id = 703,
            value =
                    "The audit log cannot be handed to the syslog receiver; it is complete here, and is handed on when the"
                            + " receiver is back")
    void syslogAway(@Cause Throwable cause);

    @LogMessage(level = Level.INFO)
    @Message(id = 704, value = "The audit log is handed to the syslog receiver again")
    void syslogBack();

    @LogMessage(level = Level.WARN)
    @Message(id = 705, value = "The audit log cannot be read to be handed on; it is tried again")
    void auditNotReadToHandOn(@Cause Throwable cause);

    @LogMessage(level = Level.ERROR)
    @Message(id = 708, value = "The audit log of organization %s does not verify at entry %s: %s")
    void auditDoesNotVerify(Object organization, long number, Object fault);

    @LogMessage(level = Level.WARN)
    @Message(
            id = 720,
            value = "No time stamp for the audit log; it is asked for again. It is signed, but only we say when")
    void stampsNotGiven(@Cause Throwable cause);

    @LogMessage(level = Level.INFO)
    @Message(id = 721, value = "There are time stamps for the audit log again")
    void stampsGivenAgain();

    @LogMessage(level = Level.WARN)
    @Message(id = 730, value = "What is due cannot be archived, or destroyed in the archive; it is tried again")
    void archiveWaits(@Cause Throwable cause);

    @LogMessage(level = Level.INFO)
    @Message(id = 731, value = "What is due is archived again")
    void archiveGoesOn();

    @LogMessage(level = Level.ERROR)
    @Message(
            id = 732,
            value =
                    "%s messages are missing in conversation %s, of those from %s to %s: the database was changed past Parley")
    void numbersMissing(long missing, long conversation, long from, long to);

    @LogMessage(level = Level.ERROR)
    @Message(id = 733, value = "What was destroyed cannot be taken out of segment %s of the archive, which is spoiled")
    void segmentSpoiled(@Cause Throwable cause, long segment);

    @LogMessage(level = Level.ERROR)
    @Message(
            id = 734,
            value =
                    "Segment %s of the archive is lost or spoiled; what was said there is read from the other one that has it")
    void textsReadElsewhere(@Cause Throwable cause, long segment);

    @LogMessage(level = Level.ERROR)
    @Message(
            id = 735,
            value = "What was said in segment %s of the archive is to come back and cannot be read; it is tried again")
    void textsStayAway(@Cause Throwable cause, long segment);

    @LogMessage(level = Level.WARN)
    @Message(id = 750, value = "Export %s could not be made at attempt %s; it is taken up again, five times at most")
    void exportFailed(@Cause Throwable cause, long export, int attempt);

    @LogMessage(level = Level.WARN)
    @Message(id = 660, value = "What somebody wrote who is to be forgotten could not be erased yet; it is tried again")
    void erasureWaits(@Cause Throwable cause);

    @LogMessage(level = Level.ERROR)
    @Message(
            id = 760,
            value = "The storage of the archive fails: what is archived is not shown, and nothing is archived")
    void archiveStorageFails(@Cause Throwable cause);

    @LogMessage(level = Level.INFO)
    @Message(id = 761, value = "The storage of the archive works again")
    void archiveStorageWorksAgain();
}
