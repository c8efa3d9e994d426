package dev.keyflux.cli;

import dev.keyflux.rollout.RunStarted.Mode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code keyflux import}. */
@Command(
        name = "import",
        header = "Make every target hold every key.",
        description = {
            "",
            "Judges the keys, then imports those that are good into every region of every account, and tells what"
                    + " became of each. What is there already is left alone, so running it again is safe. A first"
                    + " Ctrl-C, SIGTERM or SIGHUP lets the calls in flight finish and reports; a second one quits at once.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all outcomes are good",
            "1:at least one bad outcome or rejected entry, or something could not be written",
            "2:a usage error, or input that cannot be read",
            "130:interrupted: calls in flight were waited for and recorded, the report was written"
        },
        footer = {
            "%nExamples:",
            "  keyflux import keys/ --regions all --sandbox",
            "  keyflux import keys/ --regions 'us-east-1,eu-*' --profile prod --report run.json",
            "  keyflux import alice.pub -r eu-west-1 --account prod=arn:aws:iam::123456789012:role/keyflux"
        })
final class ImportCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Mixin
    private final TargetOptions targets = new TargetOptions();

    @Mixin
    private final RunOptions bounds = new RunOptions();

    @Mixin
    private final OutputOptions outputs = new OutputOptions();

    ImportCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new RolloutRun(context, keys, targets, bounds, outputs).carryOut(Mode.IMPORT);
    }
}
